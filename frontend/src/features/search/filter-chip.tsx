import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';

interface FilterProps {
  readonly name: string;
  /** What is asked for, in words; empty when nothing is. */
  readonly value: string | undefined;
  readonly items: readonly MenuItem[];
}

/** One filter: a menu behind a button that says what is asked for. */
export function Filter({ name, value = '', items }: FilterProps) {
  const on = value !== '';
  return (
    <DropdownMenu
      align="start"
      items={items}
      trigger={
        <Chip on={on}>
          <span className="max-w-48 truncate">{on ? `${name}: ${value}` : name}</span>
          <ChevronDown aria-hidden="true" />
        </Chip>
      }
    />
  );
}

/** A button of the row of filters; `on` when it narrows the search. */
export function Chip({ on, className, ...rest }: ComponentProps<typeof Button> & { readonly on: boolean }) {
  return (
    <Button
      size="sm"
      className={cn(
        'rounded-full',
        on && 'border-accent/40 bg-accent-soft text-accent-text not-disabled:hover:bg-accent-soft',
        className,
      )}
      {...rest}
    />
  );
}
