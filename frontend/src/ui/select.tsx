import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { useId } from 'react';
import { cn } from './cn.ts';
import { Field, inputLook } from './field.tsx';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  /** True where what is around says it already, to those who see. */
  readonly hideLabel?: boolean;
  readonly className?: string;
}

/** One of a few values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, value, options, onChange, disabled = false, hideLabel = false, className } = props;
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Field id={id} label={label} hint={hint} hideLabel={hideLabel} className={className}>
      {(ids) => (
        <Radix.Root value={value} onValueChange={choose} disabled={disabled}>
          <Radix.Trigger
            {...ids}
            className={cn(inputLook, 'flex items-center justify-between gap-2 text-left whitespace-nowrap')}
          >
            <span className="min-w-0 truncate">
              <Radix.Value />
            </span>
            <Radix.Icon>
              <ChevronDown aria-hidden="true" className="size-4 text-muted" />
            </Radix.Icon>
          </Radix.Trigger>
          <Radix.Portal>
            <Radix.Content
              position="popper"
              sideOffset={4}
              className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-xl border border-line bg-raised p-1 shadow-float"
            >
              <Radix.Viewport>
                {options.map((option) => (
                  <Radix.Item
                    key={option.value}
                    value={option.value}
                    className="flex cursor-pointer items-center justify-between gap-4 rounded-lg px-3 py-2 touch:min-h-11 text-sm outline-none select-none data-highlighted:bg-hover"
                  >
                    <Radix.ItemText>{option.label}</Radix.ItemText>
                    <Radix.ItemIndicator>
                      <Check aria-hidden="true" className="size-4 text-accent-text" />
                    </Radix.ItemIndicator>
                  </Radix.Item>
                ))}
              </Radix.Viewport>
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      )}
    </Field>
  );
}
