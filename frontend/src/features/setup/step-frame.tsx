import { ArrowLeft } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

interface StepFrameProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** Above the heading. */
  readonly picture?: ReactNode;
  /** What the one button says; "Continue" when not said. */
  readonly button?: string;
  /** Without it there is no such button: the ways on are in the step itself. */
  readonly onContinue?: () => void;
  readonly loading?: boolean;
  readonly disabled?: boolean;
  /** Between the two buttons. */
  readonly extra?: ReactNode;
}

/** One step: a heading, its questions, and one button that leads on. */
export function StepFrame(props: StepFrameProps) {
  const {
    title,
    text,
    picture,
    children,
    onBack,
    button,
    onContinue,
    loading = false,
    disabled = false,
    extra,
  } = props;
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!loading && !disabled) onContinue?.();
  }

  return (
    <form onSubmit={submit} className="flex animate-rise flex-col">
      {picture}
      <h1
        ref={heading}
        tabIndex={-1}
        className="text-3xl font-semibold tracking-tight text-balance narrow:text-2xl"
      >
        {title}
      </h1>
      <p className="mt-3 text-lg text-pretty text-muted">{text}</p>
      {children === undefined ? null : <div className="mt-8 flex flex-col gap-5">{children}</div>}
      <div className="mt-10 flex flex-wrap items-center justify-between gap-3">
        {onBack === undefined ? (
          <span />
        ) : (
          <Button
            variant="ghost"
            size="lg"
            icon={<ArrowLeft aria-hidden="true" />}
            onClick={onBack}
            className="-ml-4 px-4 text-muted"
          >
            {t('common.back')}
          </Button>
        )}
        <div className="ml-auto flex flex-wrap items-center justify-end gap-3">
          {extra}
          {onContinue === undefined ? null : (
            <Button
              type="submit"
              variant="primary"
              size="lg"
              loading={loading}
              disabled={disabled}
              className="px-8"
            >
              {button ?? t('common.continue')}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
