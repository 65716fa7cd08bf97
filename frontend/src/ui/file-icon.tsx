import {
  Archive,
  AudioLines,
  File,
  FileCode,
  FileSpreadsheet,
  FileText,
  FileType as PdfIcon,
  Folder,
  Image,
  type LucideIcon,
  Presentation,
  SquarePlay,
} from 'lucide-react';
import type { DriveNode, FileType } from '../../../electron/contract/drive.ts';

/** A shape for each type, and a colour beside it: never the colour alone. */
const LOOKS: Record<FileType | 'folder', { icon: LucideIcon; colour: string }> = {
  folder: { icon: Folder, colour: 'bg-sky-500/12 text-sky-600 dark:text-sky-400' },
  image: { icon: Image, colour: 'bg-emerald-500/12 text-emerald-600 dark:text-emerald-400' },
  video: { icon: SquarePlay, colour: 'bg-rose-500/12 text-rose-600 dark:text-rose-400' },
  audio: { icon: AudioLines, colour: 'bg-fuchsia-500/12 text-fuchsia-600 dark:text-fuchsia-400' },
  document: { icon: FileText, colour: 'bg-blue-500/12 text-blue-600 dark:text-blue-400' },
  spreadsheet: { icon: FileSpreadsheet, colour: 'bg-green-500/12 text-green-700 dark:text-green-400' },
  presentation: { icon: Presentation, colour: 'bg-orange-500/12 text-orange-600 dark:text-orange-400' },
  pdf: { icon: PdfIcon, colour: 'bg-red-500/12 text-red-600 dark:text-red-400' },
  archive: { icon: Archive, colour: 'bg-amber-500/15 text-amber-700 dark:text-amber-400' },
  code: { icon: FileCode, colour: 'bg-violet-500/12 text-violet-600 dark:text-violet-400' },
  other: { icon: File, colour: 'bg-slate-500/12 text-slate-600 dark:text-slate-300' },
};

interface FileIconProps {
  /** Null for folders. */
  readonly type: FileType | null;
}

/** The picture in front of a name; the type is said in words elsewhere. */
export function FileIcon({ type }: FileIconProps) {
  const { icon: Icon, colour } = LOOKS[type ?? 'folder'];
  return (
    <span
      aria-hidden="true"
      className={`flex size-9 shrink-0 items-center justify-center rounded-lg ${colour}`}
    >
      <Icon className={`size-4.5 ${type === null ? 'fill-current/25' : ''}`} strokeWidth={1.9} />
    </span>
  );
}

/** The picture of what an entry is. */
export function NodeIcon({ node: { kind, type } }: { readonly node: Pick<DriveNode, 'kind' | 'type'> }) {
  return <FileIcon type={kind === 'folder' ? null : (type ?? 'other')} />;
}
