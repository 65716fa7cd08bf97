import { ContextMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuEntries } from './menu-entries.tsx';
import { menuBox, type MenuItem, menuPlace } from './menu-look.ts';

interface ContextMenuProps {
  /** What is clicked with the other mouse button; it must take a ref. */
  readonly children: ReactNode;
  readonly items: readonly MenuItem[];
}

/** The menu of the other mouse button. Everything in it must be reachable elsewhere too. */
export function ContextMenu({ children, items }: ContextMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={menuPlace()}>
        <Radix.Content
          collisionPadding={8}
          className={`${menuBox} [--menu-height:var(--radix-context-menu-content-available-height)]`}
        >
          <MenuEntries parts={Radix} items={items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
