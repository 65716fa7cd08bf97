import type { SortKey } from '../../../../electron/contract/drive.ts';
import type { View } from './grid-layout.ts';
import type { Sorting } from './sorting.ts';

/** How a person looks at one place: as what, and in which order. */
export interface Look extends Sorting {
  readonly view: View;
}

/** How many places are remembered for each person; the ones changed longest ago are forgotten. */
const PLACES = 300;
const PLAIN: Look = { view: 'list', sort: 'name', descending: false };
const SORTS: readonly SortKey[] = ['name', 'size', 'type', 'modified'];

/** One place and its look, as short as it can be kept: id, view, sort, and whether descending. */
type Kept = readonly [place: string, view: View, sort: SortKey, descending: boolean];

/** How a person looked at a place the last time; as a list by name where they never chose. */
export function lookAt(storage: Pick<Storage, 'getItem'>, person: string, place: string): Look {
  const kept = read(storage, person).find(([id]) => id === place);
  return kept === undefined ? PLAIN : { view: kept[1], sort: kept[2], descending: kept[3] };
}

/** Keeps how a person looks at a place. */
export function keepLook(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  person: string,
  place: string,
  { view, sort, descending }: Look,
): void {
  const others = read(storage, person).filter(([id]) => id !== place);
  const kept: Kept[] = [...others, [place, view, sort, descending]];
  storage.setItem(keyOf(person), JSON.stringify(kept.slice(-PLACES)));
}

function keyOf(person: string): string {
  return `mcm.looks.${person}`;
}

function read(storage: Pick<Storage, 'getItem'>, person: string): Kept[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(person)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return []; // nobody's words but ours should stand there; what cannot be read is chosen anew
  }
}

function isKept(entry: unknown): entry is Kept {
  if (!Array.isArray(entry)) return false;
  const parts: readonly unknown[] = entry;
  const [place, view, sort, descending] = parts;
  return (
    typeof place === 'string' &&
    (view === 'list' || view === 'grid') &&
    SORTS.some((key) => key === sort) &&
    typeof descending === 'boolean'
  );
}
