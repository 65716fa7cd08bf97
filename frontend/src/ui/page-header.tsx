import { type ReactNode, useEffect, useRef } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Buttons at the far end. */
  readonly actions?: ReactNode;
}

/**
 * The heading of a page. It names the window too, and takes the focus when the page opens, so that who cannot see
 * the page hears where they are.
 */
export function PageHeader({ title, subtitle, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="mb-6 narrow:mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <title>{`${title} · Mini Cloud Maker`}</title>
      <div className="min-w-0">
        <h1
          ref={heading}
          tabIndex={-1}
          className="truncate text-2xl narrow:text-xl font-semibold tracking-tight"
        >
          {title}
        </h1>
        {subtitle === undefined ? null : <div className="mt-1 text-sm text-muted">{subtitle}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2.5">{actions}</div>}
    </header>
  );
}
