import { Tooltip as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { byFinger } from './use-media.ts';

interface TooltipProps {
  readonly text: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that it explains; it must take a ref. */
  readonly children: ReactNode;
}

/** Stands once around the app, so that tooltips follow each other without waiting. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={500} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

/** A short explanation on hover and on focus. */
export function Tooltip({ text, side = 'top', children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root
      open={open}
      // A finger has pressed it already, and would only see it cover something else.
      onOpenChange={(next) => setOpen(next && !byFinger())}
    >
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-float"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
