import type { ReactNode } from 'react';

/** A key of the keyboard; phones have none. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded border border-line bg-sunken px-1.5 font-sans text-xs text-muted touch:hidden">
      {children}
    </kbd>
  );
}
