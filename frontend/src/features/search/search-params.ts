import type { FileType, TagColor } from '../../../../electron/contract/drive.ts';
import type { SearchInput } from '../../../../electron/contract/find.ts';
import { tagColors } from '../../api/limits.ts';

/** Sizes that one can ask for. */
export const SIZES = ['tiny', 'medium', 'large', 'huge'] as const;
export type Size = (typeof SIZES)[number];
/** Times of the last change that one can ask for. */
export const TIMES = ['today', 'week', 'month', 'year', 'older'] as const;
export type Time = (typeof TIMES)[number];

export const TYPES: readonly FileType[] = [
  'image',
  'video',
  'audio',
  'document',
  'spreadsheet',
  'presentation',
  'pdf',
  'archive',
  'code',
  'other',
];
const TEXT_MAXIMUM = 500;
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

/** What is searched, as it stands in the address. What is absent is not asked for. */
export interface SearchParams {
  readonly q?: string;
  readonly kind?: 'folder' | 'file';
  readonly types?: readonly FileType[];
  readonly size?: Size;
  readonly time?: Time;
  readonly tags?: readonly TagColor[];
  /** `mine`, or the id of the person who shares it. */
  readonly owner?: string;
  /** The folder that one came from. */
  readonly here?: string;
  /** True to look there only. */
  readonly inside?: boolean;
}

/** Reads an address; what makes no sense there is left out. */
export function readSearchParams(address: Readonly<Record<string, unknown>>): SearchParams {
  const { q, here, owner } = address;
  const types = some(TYPES, address['types']);
  const tags = some(tagColors, address['tags']);
  const kind = one(['folder', 'file'], address['kind']);
  const size = one(SIZES, address['size']);
  const time = one(TIMES, address['time']);
  return {
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, TEXT_MAXIMUM) } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(types.length === 0 ? {} : { types }),
    ...(size === undefined ? {} : { size }),
    ...(time === undefined ? {} : { time }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(typeof owner === 'string' && (owner === 'mine' || ID.test(owner)) ? { owner } : {}),
    ...(typeof here === 'string' ? { here } : {}),
    ...(typeof here === 'string' && address['inside'] === true ? { inside: true } : {}),
  };
}

function one<Value extends string>(values: readonly Value[], asked: unknown): Value | undefined {
  return values.find((value) => value === asked);
}

function some<Value extends string>(values: readonly Value[], asked: unknown): Value[] {
  return Array.isArray(asked) ? values.filter((value) => asked.includes(value)) : [];
}

/** True when anything is asked for, by words or otherwise. */
export function asksForAnything(params: SearchParams): boolean {
  return (params.q ?? '').trim() !== '' || countFilters(params) > 0;
}

/** How many filters narrow the search. */
export function countFilters({ kind, types, size, time, tags, owner, inside }: SearchParams): number {
  return [kind, types, size, time, tags, owner, inside].filter((filter) => filter !== undefined).length;
}

/** The same words in the same place, without filters. */
export function withoutFilters({ q, here }: SearchParams): SearchParams {
  return { ...(q === undefined ? {} : { q }), ...(here === undefined ? {} : { here }) };
}

const MB = 1_000_000;
const BYTES: Record<Size, { readonly minimumBytes?: number; readonly maximumBytes?: number }> = {
  tiny: { maximumBytes: MB },
  medium: { minimumBytes: MB, maximumBytes: 100 * MB },
  large: { minimumBytes: 100 * MB, maximumBytes: 1000 * MB },
  huge: { minimumBytes: 1000 * MB },
};

/** What to ask the core; days begin at midnight of this computer. */
export function toSearchInput(params: SearchParams, now: Date): SearchInput {
  const { q = '', kind, types, size, time, tags, owner, here, inside = false } = params;
  return {
    text: q,
    folderId: inside && here !== undefined ? here : null,
    kind: kind ?? null,
    types: [...(types ?? [])],
    tags: [...(tags ?? [])],
    owner: owner ?? 'anyone',
    ...(size === undefined ? {} : BYTES[size]),
    ...(time === undefined ? {} : within(time, now)),
  };
}

function within(time: Time, now: Date): { modifiedFrom?: string; modifiedTo?: string } {
  const daysAgo = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
  const january = new Date(now.getFullYear(), 0, 1).toISOString();
  if (time === 'older') return { modifiedTo: january };
  const from = { today: daysAgo(0), week: daysAgo(6), month: daysAgo(29), year: january };
  return { modifiedFrom: from[time] };
}
