/** Places for archives that are being made, each of which takes some megabytes while nobody reads it. */
export interface ZipPlaces {
  /** Takes a place for a device at this address; answers with what gives it back, null where there is none. */
  take(address: string): (() => void) | null;
}

/** All at once: half a gigabyte when nobody reads any of them. */
const ALL = 64;
/** Of one device, so that it cannot keep the others out. */
const OF_ONE = 6;

/** Makes the places of one route. */
export function makeZipPlaces({ all = ALL, ofOne = OF_ONE } = {}): ZipPlaces {
  const taken = new Map<string, number>();
  let count = 0;
  return {
    take(address) {
      const own = taken.get(address) ?? 0;
      if (count >= all || own >= ofOne) return null;
      taken.set(address, own + 1);
      count += 1;
      let given = false;
      return () => {
        if (given) return;
        given = true;
        count -= 1;
        const left = (taken.get(address) ?? 1) - 1;
        if (left > 0) taken.set(address, left);
        else taken.delete(address);
      };
    },
  };
}
