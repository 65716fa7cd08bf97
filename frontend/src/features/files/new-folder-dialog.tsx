import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { useFailureText } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useRefresh } from './organise/use-refresh.ts';

interface NewFolderDialogProps {
  /** The folder that it will be in; null is the top. */
  readonly parentId: string | null;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Asks for the name of a new folder; what is wrong with a name is said below it. */
export function NewFolderDialog({ parentId, onClose, onCreated }: NewFolderDialogProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const refresh = useRefresh();
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const create = useMutation(
    api.drive.createFolder.mutationOptions({
      onSuccess: ({ id }) => {
        void refresh();
        onCreated(id);
        onClose();
      },
    }),
  );
  const blank = name.trim() === '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (blank || create.isPending) return;
    create.mutate(
      { parentId, name },
      // Where the sentence below it is read out, and the name can be put right.
      { onError: () => field.current?.focus() },
    );
  }

  return (
    <Dialog
      open
      size="sm"
      title={t('files.newFolder')}
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={blank} loading={create.isPending}>
            {t('files.createFolder')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          ref={field}
          label={t('files.name')}
          hint={create.error === null ? t('files.nameHint') : undefined}
          error={create.error === null ? undefined : failureText(create.error).message}
          value={name}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            create.reset();
          }}
        />
      </form>
    </Dialog>
  );
}
