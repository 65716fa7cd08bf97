import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuEntries } from './menu-entries.tsx';
import { menuBox, type MenuItem, menuPlace } from './menu-look.ts';

interface DropdownMenuProps {
  /** The button that opens it; it must take a ref. */
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'center' | 'end';
}

/** A menu under a button. */
export function DropdownMenu({ trigger, items, align = 'end' }: DropdownMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={menuPlace()}>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={`${menuBox} [--menu-height:var(--radix-dropdown-menu-content-available-height)]`}
        >
          <MenuEntries parts={Radix} items={items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
