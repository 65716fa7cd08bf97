import type { FileType } from '../../../electron/contract/drive.ts';

/** Colours of the types in bars and charts; the name always stands beside it. */
export const TYPE_COLOURS: Record<FileType, string> = {
  image: 'bg-emerald-500',
  video: 'bg-rose-500',
  audio: 'bg-fuchsia-500',
  document: 'bg-blue-500',
  spreadsheet: 'bg-green-600',
  presentation: 'bg-orange-500',
  pdf: 'bg-red-500',
  archive: 'bg-amber-500',
  code: 'bg-violet-500',
  other: 'bg-slate-400',
};
