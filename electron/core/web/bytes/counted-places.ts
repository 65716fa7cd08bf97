/** A number of places, some of which one device may have. */
export interface CountedPlaces {
  /** Takes a place for a device; answers with what gives it back, null where there is none for it. */
  take(device: string): (() => void) | null;
  /** True where there is none for anybody. */
  readonly full: boolean;
}

/** How many there are. */
export interface PlaceLimits {
  readonly all: number;
  /** Of one device, so that it cannot keep the others out. */
  readonly ofOne: number;
}

/** Counts places that are taken; `onGiven` is called each time that one is given back. */
export function countPlaces(
  { all, ofOne }: PlaceLimits,
  onGiven: () => void = () => undefined,
): CountedPlaces {
  const taken = new Map<string, number>();
  let count = 0;
  return {
    take(device) {
      const own = taken.get(device) ?? 0;
      if (count >= all || own >= ofOne) return null;
      taken.set(device, own + 1);
      count += 1;
      let given = false;
      return () => {
        if (given) return;
        given = true;
        count -= 1;
        const left = (taken.get(device) ?? 1) - 1;
        if (left > 0) taken.set(device, left);
        else taken.delete(device);
        onGiven();
      };
    },
    get full() {
      return count >= all;
    },
  };
}
