import { cva } from 'class-variance-authority';

/** One entry of a menu. */
export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon?: React.ReactNode;
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Keys that do the same. */
  readonly shortcut?: string;
  /** Draws a line above it. */
  readonly separated?: boolean;
}

/** Look of the box of a menu. */
export const menuBox =
  'z-50 min-w-48 animate-rise rounded-xl border border-line bg-raised p-1 shadow-float outline-none';

/** Look of an entry of a menu. */
export const menuEntry = cva(
  'flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2 text-sm outline-none select-none ' +
    'data-disabled:cursor-default data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      danger: {
        true: 'text-danger-text data-highlighted:bg-danger-soft',
        false: '[&_svg]:text-muted',
      },
    },
    defaultVariants: { danger: false },
  },
);

/** Where an open menu hangs in the document: among the content, so that it belongs to a landmark. */
export function menuPlace(): HTMLElement | null {
  return document.querySelector('main');
}
