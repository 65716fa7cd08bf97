import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { cn } from '../ui/cn.ts';

/** Whether a part of the side bar is unfolded, remembered on this computer. */
export function useFold(name: string): readonly [open: boolean, toggle: () => void] {
  const key = `mcm.sidebar.${name}`;
  const [open, setOpen] = useState(() => localStorage.getItem(key) !== 'folded');
  return [
    open,
    () => {
      localStorage.setItem(key, open ? 'folded' : 'open');
      setOpen(!open);
    },
  ];
}

interface FoldButtonProps {
  readonly open: boolean;
  readonly label: string;
  readonly controls: string;
  readonly onToggle: () => void;
}

/** Folds a part of the side bar, or unfolds it. */
export function FoldButton({ open, label, controls, onToggle }: FoldButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      title={label}
      onClick={onToggle}
      className="flex size-7 shrink-0 touch:size-11 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink focus-visible:-outline-offset-2"
    >
      <ChevronRight aria-hidden="true" className={cn('size-4 transition-transform', open && 'rotate-90')} />
    </button>
  );
}
