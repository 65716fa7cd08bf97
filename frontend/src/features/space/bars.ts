import type { Format } from '../../i18n/format.ts';

/** One bar of the folders' list. */
export interface FolderBar {
  readonly key: string;
  readonly kind: 'folder' | 'own' | 'others';
  /** Null where it is no single folder. */
  readonly id: string | null;
  readonly name: string | null;
  readonly bytes: number;
  readonly files: number;
  /** Of the whole, from 0 to 1. */
  readonly share: number;
}

/** A share in words; what is more than nothing is never said to be nothing. */
export function shareText(format: Pick<Format, 'percent'>, share: number): string {
  return share > 0 && share < 0.005 ? `< ${format.percent(0.01)}` : format.percent(share);
}

interface Amount {
  readonly bytes: number;
  readonly files: number;
}

interface Overview {
  readonly total: Amount;
  readonly own: Amount;
  readonly folders: readonly (Amount & { readonly id: string; readonly name: string })[];
}

/** Folders shown by themselves; the rest stands together. */
export const BARS_SHOWN = 12;

/**
 * What a folder holds, the largest first: the folders in it, the files directly in it, and the small rest together.
 * With `all`, no folder is put together with others.
 */
export function folderBars({ total, own, folders }: Overview, all: boolean): FolderBar[] {
  const share = (bytes: number) => (total.bytes === 0 ? 0 : bytes / total.bytes);
  const shown = all ? folders : folders.slice(0, BARS_SHOWN);
  const bars: FolderBar[] = shown.map(({ id, name, bytes, files }) => ({
    key: id,
    kind: 'folder',
    id,
    name,
    bytes,
    files,
    share: share(bytes),
  }));
  if (own.files > 0)
    bars.push({ key: 'own', kind: 'own', id: null, name: null, ...own, share: share(own.bytes) });
  const sum = (field: 'bytes' | 'files') =>
    total[field] - own[field] - shown.reduce((all_, folder) => all_ + folder[field], 0);
  const sorted = bars.toSorted((one, other) => other.bytes - one.bytes || other.files - one.files);
  const rest = { bytes: sum('bytes'), files: sum('files') };
  if (rest.files > 0 || shown.length < folders.length)
    sorted.push({ key: 'others', kind: 'others', id: null, name: null, ...rest, share: share(rest.bytes) });
  return sorted;
}
