import { type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';
import { StageTools } from './stage.ts';

/** What the thing shown can do itself: in the line above it, where it covers nothing. */
export function Bar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const place = use(StageTools);
  if (place === null) return null;
  return createPortal(
    <div role="toolbar" aria-label={label} className="flex items-center gap-1 narrow:gap-0">
      {children}
    </div>,
    place,
  );
}
