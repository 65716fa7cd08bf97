import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './cn.ts';
import { useReturnFocus } from './return-focus.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** False while something runs that must not be left. */
  readonly closable?: boolean;
}

const WIDTH = { sm: 'max-w-105', md: 'max-w-130', lg: 'max-w-180' };

/** A window over the page. A form that its footer submits goes around `children` with `form="…"` on the button. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'md', closable = true } = props;
  const { t } = useTranslation();
  const returning = useReturnFocus();
  const keepOpen = (event: Event) => {
    if (!closable) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-scrim p-6 narrow:p-3">
          <Radix.Content
            {...returning}
            onEscapeKeyDown={keepOpen}
            onPointerDownOutside={keepOpen}
            {...(description === undefined ? { 'aria-describedby': undefined } : {})}
            className={cn(
              'relative flex w-full min-w-0 animate-rise flex-col rounded-card border border-line bg-raised p-6 shadow-float outline-none narrow:p-4',
              WIDTH[size],
            )}
          >
            <Radix.Title className="pr-8 text-xl font-semibold tracking-tight text-balance">
              {title}
            </Radix.Title>
            {description === undefined ? null : (
              <Radix.Description asChild>
                <div className="mt-2 text-sm text-muted">{description}</div>
              </Radix.Description>
            )}
            {children === undefined ? null : <div className="mt-5">{children}</div>}
            {footer === undefined ? null : (
              // It stays in sight, on phones at the thumb, while a long form is scrolled: what goes below it fades.
              <div className="sticky -bottom-6 -mx-6 mt-2 -mb-6 flex flex-wrap justify-end gap-2.5 rounded-b-card bg-raised px-6 pt-4 pb-6 before:absolute before:inset-x-0 before:-top-2 before:h-2 before:bg-linear-to-t before:from-raised before:to-transparent narrow:-bottom-3 narrow:-mx-4 narrow:mt-4 narrow:-mb-4 narrow:border-t narrow:border-line narrow:px-4 narrow:py-3 narrow:before:hidden">
                {footer}
              </div>
            )}
            {closable ? (
              <Radix.Close
                aria-label={t('common.close')}
                className="absolute top-4.5 right-4.5 flex size-8 touch:top-1.5 touch:right-1.5 touch:size-11 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
              >
                <X aria-hidden="true" className="size-4.5" />
              </Radix.Close>
            ) : null}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
