import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly title: string;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** Something that few people need, folded away. */
export function Disclosure({ title, open, onToggle, children }: DisclosureProps) {
  return (
    <details
      {...(open === undefined ? {} : { open })}
      onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}
      className="group"
    >
      <summary className="inline-flex cursor-pointer list-none items-center gap-1.5 rounded-md py-1 pr-2 text-sm font-medium text-muted select-none hover:text-ink touch:min-h-11">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}
