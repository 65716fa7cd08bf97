import { ContextMenu as Radix } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { menuBox, menuEntry, type MenuItem, menuPlace } from './menu-look.ts';

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
        <Radix.Content collisionPadding={8} className={menuBox}>
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
