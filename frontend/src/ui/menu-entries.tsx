import { Check, ChevronRight, Circle, Minus } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import { Fragment } from 'react';
import { Kbd } from './kbd.tsx';
import { menuBox, menuEntry, type MenuItem, menuPlace } from './menu-look.ts';

/** The parts of a kind of menu; the menu under a button and that of the other mouse button have the same. */
type Parts = Pick<
  typeof DropdownMenu | typeof ContextMenu,
  | 'CheckboxItem'
  | 'Item'
  | 'ItemIndicator'
  | 'Label'
  | 'Portal'
  | 'RadioGroup'
  | 'RadioItem'
  | 'Separator'
  | 'Sub'
  | 'SubContent'
  | 'SubTrigger'
>;

interface MenuEntriesProps {
  readonly parts: Parts;
  readonly items: readonly MenuItem[];
}

/** The entries of a menu, whatever opened it. */
export function MenuEntries({ parts, items }: MenuEntriesProps) {
  return items.map((item) => (
    <Fragment key={item.key}>
      {item.separated === true ? <parts.Separator className="mx-2 my-1 h-px bg-line" /> : null}
      <MenuEntry parts={parts} item={item} />
    </Fragment>
  ));
}

function MenuEntry({ parts, item }: { readonly parts: Parts; readonly item: MenuItem }) {
  if ('items' in item)
    return (
      <parts.Sub>
        <parts.SubTrigger disabled={item.disabled ?? false} className={menuEntry()}>
          {item.icon}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          <ChevronRight aria-hidden="true" />
        </parts.SubTrigger>
        <parts.Portal container={menuPlace()}>
          <parts.SubContent sideOffset={4} collisionPadding={8} className={menuBox}>
            <MenuEntries parts={parts} items={item.items} />
          </parts.SubContent>
        </parts.Portal>
      </parts.Sub>
    );
  if ('options' in item)
    return (
      <>
        <parts.Label className="px-3 pt-2 pb-1 text-xs font-medium text-muted">{item.label}</parts.Label>
        <parts.RadioGroup value={item.value} onValueChange={item.onChoose} aria-label={item.label}>
          {item.options.map(({ value, label }) => (
            <parts.RadioItem key={value} value={value} className={menuEntry()}>
              <span className="flex size-4 items-center justify-center [&_svg]:size-2">
                <parts.ItemIndicator>
                  <Circle aria-hidden="true" className="fill-current" />
                </parts.ItemIndicator>
              </span>
              <span className="min-w-0 flex-1 truncate">{label}</span>
            </parts.RadioItem>
          ))}
        </parts.RadioGroup>
      </>
    );
  if ('onCheck' in item)
    return (
      <parts.CheckboxItem
        checked={item.checked}
        disabled={item.disabled ?? false}
        onCheckedChange={item.onCheck}
        // Several can be ticked one after the other.
        onSelect={(event) => event.preventDefault()}
        className={menuEntry()}
      >
        {item.icon}
        <span className="min-w-0 flex-1 truncate">{item.label}</span>
        <span className="size-4">
          <parts.ItemIndicator>
            {item.checked === 'indeterminate' ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
          </parts.ItemIndicator>
        </span>
      </parts.CheckboxItem>
    );
  return (
    <parts.Item
      disabled={item.disabled ?? false}
      onSelect={item.onSelect}
      className={menuEntry({ danger: item.danger })}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.shortcut === undefined ? null : <Kbd>{item.shortcut}</Kbd>}
    </parts.Item>
  );
}
