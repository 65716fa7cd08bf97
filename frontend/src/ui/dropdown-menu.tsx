import { DropdownMenu as Radix } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { menuBox, menuEntry, type MenuItem, menuPlace } from './menu-look.ts';

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
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={menuBox}>
          {items.map((item) => (
            <Fragment key={item.key}>
              {item.separated === true ? <Radix.Separator className="mx-2 my-1 h-px bg-line" /> : null}
              <Radix.Item
                disabled={item.disabled ?? false}
                onSelect={item.onSelect}
                className={menuEntry({ danger: item.danger })}
              >
                {item.icon}
                <span className="flex-1">{item.label}</span>
                {item.shortcut === undefined ? null : <Kbd>{item.shortcut}</Kbd>}
              </Radix.Item>
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
