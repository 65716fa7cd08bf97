import { countPlaces, type CountedPlaces } from './counted-places.ts';

/** Places for archives that are being made, each of which takes some megabytes while nobody reads it. */
export type ZipPlaces = Pick<CountedPlaces, 'take'>;

/** All at once: half a gigabyte when nobody reads any of them. */
const ALL = 64;
/** Of one device, so that it cannot keep the others out. */
const OF_ONE = 6;

/** Makes the places of one route. */
export function makeZipPlaces({ all = ALL, ofOne = OF_ONE } = {}): ZipPlaces {
  return countPlaces({ all, ofOne });
}
