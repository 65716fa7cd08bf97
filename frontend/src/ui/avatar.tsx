import { cn } from './cn.ts';

interface AvatarProps {
  readonly name: string;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly className?: string | undefined;
}

const SIZE = { sm: 'size-8 text-xs', md: 'size-10 text-sm', lg: 'size-14 text-xl' };
const COLOURS = [
  'bg-sky-200 text-sky-950',
  'bg-teal-200 text-teal-950',
  'bg-amber-200 text-amber-950',
  'bg-rose-200 text-rose-950',
  'bg-violet-200 text-violet-950',
  'bg-lime-200 text-lime-950',
];

/** A person's initials on a colour of their own; the name stands beside it, so it is silent. */
export function Avatar({ name, size = 'md', className }: AvatarProps) {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const initials = letters.map((word) => Array.from(word ?? '')[0] ?? '').join('');
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold uppercase select-none',
        SIZE[size],
        COLOURS[sum % COLOURS.length],
        className,
      )}
    >
      {initials}
    </span>
  );
}
