import { type ReactNode } from 'react';

/** The floating bar at the bottom of the stage, for what the thing shown can do itself. */
export function Bar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="absolute bottom-5 left-1/2 z-10 flex -translate-x-1/2 items-center gap-1 rounded-full border border-line bg-raised px-2 py-1 shadow-float"
    >
      {children}
    </div>
  );
}
