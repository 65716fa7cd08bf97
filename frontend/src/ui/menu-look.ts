import { cva } from 'class-variance-authority';

/** What all entries of a menu have. */
interface Entry {
  readonly key: string;
  readonly label: string;
  readonly icon?: React.ReactNode;
  readonly disabled?: boolean;
  /** Draws a line above it. */
  readonly separated?: boolean;
}

/** Does something and closes the menu. */
export interface MenuAction extends Entry {
  readonly onSelect: () => void;
  readonly danger?: boolean;
  /** Keys that do the same. */
  readonly shortcut?: string;
}

/** Something that is on, off or, for several things at once, on for some of them. */
export interface MenuCheck extends Entry {
  readonly checked: boolean | 'indeterminate';
  readonly onCheck: (checked: boolean) => void;
}

/** One of a few values. */
export interface MenuRadio extends Omit<Entry, 'icon' | 'disabled'> {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

/** Opens a menu of its own beside it. */
export interface SubMenu extends Entry {
  readonly items: readonly MenuItem[];
}

/** One entry of a menu. */
export type MenuItem = MenuAction | MenuCheck | MenuRadio | SubMenu;

/** Look of the box of a menu. */
export const menuBox =
  'z-60 max-h-(--menu-height) max-w-[min(24rem,calc(100vw-1rem))] min-w-48 animate-rise overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-float outline-none';

/** Look of an entry of a menu. */
export const menuEntry = cva(
  'flex cursor-pointer items-center gap-3 rounded-lg px-3 py-1.75 text-sm touch:min-h-11 touch:py-2.5 outline-none select-none ' +
    'data-disabled:cursor-default data-disabled:opacity-50 data-highlighted:bg-hover data-[state=open]:bg-hover ' +
    '[&_svg]:size-4 [&_svg]:shrink-0',
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
