import { type ReactNode, useEffect, useRef } from 'react';
import { Logo } from '../../ui/logo.tsx';

interface SessionFrameProps {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly children: ReactNode;
}

/** A calm page with one card in the middle, for everything before one is in. */
export function SessionFrame({ title, subtitle, children }: SessionFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A field that asks for the focus itself has it already.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <main className="relative grid h-full place-items-center overflow-y-auto bg-[radial-gradient(60rem_36rem_at_50%_-12rem,var(--accent-soft),transparent)] p-8 narrow:p-4">
      <title>{`${title} · Mini Cloud Maker`}</title>
      <div className="w-full max-w-104 animate-rise">
        <div className="mb-7 flex flex-col items-center text-center">
          <Logo className="size-15" />
          <h1 ref={heading} tabIndex={-1} className="mt-5 text-2xl font-semibold tracking-tight text-balance">
            {title}
          </h1>
          <p className="mt-1.5 text-sm text-balance text-muted">{subtitle}</p>
        </div>
        <div className="rounded-card border border-line bg-surface p-7 shadow-card narrow:p-5">
          {children}
        </div>
      </div>
    </main>
  );
}
