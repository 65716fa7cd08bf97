import type { ReactNode } from 'react';
import { AlertDialog as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { useReturnFocus } from './return-focus.ts';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description: ReactNode;
  /** The verb on the button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  /** What leaves everything as it is; "Cancel" when not said. */
  readonly cancel?: string;
  readonly danger?: boolean;
  /** While it is being done the dialog stays. */
  readonly loading?: boolean;
  readonly children?: ReactNode;
}

/** Asks before something that is hard to take back; the focus begins on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirm,
    onConfirm,
    danger = false,
    loading = false,
  } = props;
  const { t } = useTranslation();
  const returning = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (loading ? undefined : onOpenChange(next))}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-scrim p-6 narrow:p-3">
          <Radix.Content
            {...returning}
            className="w-full max-w-110 animate-rise rounded-card border border-line bg-raised p-6 narrow:p-5 shadow-float outline-none"
          >
            <Radix.Title className="text-xl font-semibold tracking-tight text-balance">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="mt-2 text-sm text-muted">{description}</div>
            </Radix.Description>
            {props.children === undefined ? null : <div className="mt-5">{props.children}</div>}
            <div className="mt-6 flex flex-wrap justify-end gap-2.5">
              <Radix.Cancel asChild>
                <Button disabled={loading}>{props.cancel ?? t('common.cancel')}</Button>
              </Radix.Cancel>
              <Button variant={danger ? 'danger' : 'primary'} loading={loading} onClick={onConfirm}>
                {confirm}
              </Button>
            </div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
