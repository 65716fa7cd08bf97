/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the marks are drawn here and no files of their own */
import type { TagColor } from '../../../electron/contract/drive.ts';
import { cn } from './cn.ts';

/** A colour for each tag and a shape of its own beside it, so that the colour is never the only sign. */
const LOOKS: Record<TagColor, { readonly colour: string; readonly shape: string }> = {
  red: { colour: 'fill-red-600 dark:fill-red-400', shape: 'M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1Z' },
  orange: { colour: 'fill-orange-600 dark:fill-orange-400', shape: 'M6 1.2 11.4 10.6H.6Z' },
  yellow: {
    colour: 'fill-yellow-500 dark:fill-yellow-300',
    shape: 'm6 .5 1.65 3.6 3.9.45-2.9 2.65.8 3.85L6 9.1l-3.45 1.95.8-3.85L.45 4.55l3.9-.45Z',
  },
  green: { colour: 'fill-green-600 dark:fill-green-400', shape: 'M1.5 1.5h9v9h-9Z' },
  blue: { colour: 'fill-blue-600 dark:fill-blue-400', shape: 'M6 .4 11.6 6 6 11.6.4 6Z' },
  purple: { colour: 'fill-purple-600 dark:fill-purple-400', shape: 'M6 .6 10.8 3.3v5.4L6 11.4 1.2 8.7V3.3Z' },
  grey: { colour: 'fill-slate-500 dark:fill-slate-400', shape: 'M1 4h10v4H1Z' },
};

interface TagMarkProps {
  readonly color: TagColor;
  readonly className?: string;
}

/** The mark of a tag, for beside its name. */
export function TagMark({ color, className }: TagMarkProps) {
  const { colour, shape } = LOOKS[color];
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      // Menus colour their pictures; this one keeps its own.
      className={cn('size-3 shrink-0', colour, className)}
    >
      <path d={shape} />
    </svg>
  );
}

interface TagMarksProps {
  readonly colors: readonly TagColor[];
  /** The tag's name, as {@link import('../api/tags.ts').useTagNames} tells. */
  readonly name: (color: TagColor) => string;
  /** Where there is little room: of more than so many, the others are only counted. */
  readonly most?: number;
  readonly className?: string;
}

/** The marks of an entry's tags in a row; each is called by its tag's name. */
export function TagMarks({ colors, name, most = colors.length, className }: TagMarksProps) {
  if (colors.length === 0) return null;
  // The count takes the room of a mark, so it never stands for one alone.
  const shown = colors.length > most + 1 ? colors.slice(0, most) : colors;
  const others = colors.slice(shown.length).map(name).join(', ');
  return (
    <span className={cn('flex shrink-0 items-center gap-1', className)}>
      {shown.map((color) => (
        <span key={color} role="img" aria-label={name(color)} title={name(color)} className="flex">
          <TagMark color={color} />
        </span>
      ))}
      {others === '' ? null : (
        <span role="img" aria-label={others} title={others} className="text-xs text-muted tabular-nums">
          +{colors.length - shown.length}
        </span>
      )}
    </span>
  );
}

interface TagLabelProps {
  readonly color: TagColor;
  readonly name: string;
}

/** A tag as a small label: its mark and its name. */
export function TagLabel({ color, name }: TagLabelProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-full border border-line bg-sunken px-2 py-0.5 text-xs">
      <TagMark color={color} />
      <span className="truncate">{name}</span>
    </span>
  );
}
