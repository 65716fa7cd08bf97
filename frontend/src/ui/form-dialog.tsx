import { type ReactNode, type SubmitEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureCard, type FailureCardProps } from './failure-card.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The word on the button; “Save” unless said otherwise. */
  readonly submit?: string;
  /** True where the form itself says what is wrong in a box, in its own words. */
  readonly noValidate?: boolean;
  /** Why it was refused, if that belongs to no box. */
  readonly failure: FailureCardProps['failure'] | null;
  readonly saving: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** The boxes. */
  readonly children: ReactNode;
}

/** A form in a window: what was refused stays as it was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, submit, noValidate = false, failure, saving, onSubmit, onClose } = props;
  const { t } = useTranslation();
  const form = useId();

  function send(event: SubmitEvent): void {
    event.preventDefault();
    if (!saving) onSubmit();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={saving}>
            {submit ?? t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate={noValidate} className="flex flex-col gap-5">
        {failure === null ? null : <FailureCard failure={failure} className="p-4" />}
        {props.children}
      </form>
    </Dialog>
  );
}
