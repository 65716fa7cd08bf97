import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { hasCode, toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { refreshPeople } from './use-people.ts';

interface RemoveDialogProps {
  readonly row: PersonRow;
  /** Who could get the files. */
  readonly others: readonly PersonRow[];
  readonly onClose: () => void;
}

/** Removes a person, after asking what becomes of their files. */
export function RemoveDialog({ row, others, onClose }: RemoveDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [fate, setFate] = useState<'give' | 'delete'>('give');
  const [to, setTo] = useState(others.find(({ role }) => role === 'owner')?.id ?? others[0]?.id ?? '');
  const remove = useMutation(api.people.remove.mutationOptions());
  // What lies in the trash counts too.
  const [surprised, setSurprised] = useState(false);
  const hasFiles = surprised || row.fileCount > 0 || row.usedBytes > 0;

  function confirm(): void {
    const files = !hasFiles
      ? ({ fate: 'none' } as const)
      : fate === 'give'
        ? ({ fate: 'give', to } as const)
        : ({ fate: 'delete' } as const);
    remove.mutate(
      { id: row.id, files },
      {
        onSuccess() {
          refreshPeople();
          toast.success(t('people.removal.done', { name: row.name }));
          onClose();
        },
        onError(error) {
          // The list is up to half a minute old: now there is something to ask about.
          if (hasCode(error, 'HAS_FILES')) setSurprised(true);
        },
      },
    );
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      danger
      title={t('people.removal.title', { name: row.name })}
      description={`${t('people.removal.text')} ${t(hasFiles ? 'people.removal.ask' : 'people.removal.noFiles')}`}
      confirm={t('people.removal.submit')}
      loading={remove.isPending}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-4">
        {remove.error === null ? null : <FailureCard failure={toFailure(remove.error)} className="p-4" />}
        {hasFiles ? (
          <RadioCards<'give' | 'delete'>
            label={t('people.removal.fate')}
            value={fate}
            onChange={setFate}
            options={[
              {
                value: 'give',
                label: t('people.removal.give'),
                // How many there are by now is not known where the list said none.
                ...(surprised
                  ? {}
                  : {
                      hint: t('people.removal.giveHint', {
                        count: row.fileCount,
                        size: format.bytes(row.usedBytes),
                      }),
                    }),
              },
              { value: 'delete', label: t('people.removal.delete'), hint: t('people.removal.deleteHint') },
            ]}
          />
        ) : null}
        {hasFiles && fate === 'give' ? (
          <Select
            label={t('people.removal.to')}
            value={to}
            onChange={setTo}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
    </ConfirmDialog>
  );
}
