import { RadioGroup as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
}

interface RadioCardsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly RadioCard<Value>[];
  readonly onChange: (value: Value) => void;
  /** Beside each other instead of below. */
  readonly row?: boolean;
}

/** One of a few choices that deserve a word of explanation. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { label, value, options, onChange, row = false } = props;
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Radix.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      className={cn('grid gap-2.5', row && 'grid-flow-col auto-cols-fr narrow:grid-flow-row')}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className="group flex items-start gap-3 rounded-xl border border-line bg-surface p-3.5 text-left transition-colors hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span
            aria-hidden="true"
            className="mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent"
          >
            <Radix.Indicator className="size-1.5 rounded-full bg-accent-ink" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2 text-sm font-medium [&_svg]:size-4">
              {option.icon}
              {option.label}
            </span>
            {option.hint === undefined ? null : (
              <span className="mt-0.5 block text-xs wrap-break-word text-muted">{option.hint}</span>
            )}
          </span>
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
