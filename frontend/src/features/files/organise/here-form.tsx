import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../../../api/failure.ts';
import { api } from '../../../api/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { TreePlace } from './tree-context.ts';
import { useRefresh } from './use-refresh.ts';

interface HereFormProps {
  /** The folder that the new one will be in. */
  readonly parent: TreePlace;
  readonly onCreated: (place: TreePlace) => void;
}

/** Asks for the name of a new folder without leaving the dialog that it is needed in. */
export function HereForm({ parent, onCreated }: HereFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const refresh = useRefresh();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const create = useMutation(
    api.drive.createFolder.mutationOptions({
      onSuccess: async (created) => {
        await refresh();
        const above = parent.id === null ? [] : [...parent.above, { id: parent.id, name: parent.name }];
        onCreated({ id: created.id, name: created.name, above });
      },
    }),
  );
  useEffect(() => {
    field.current?.focus();
  }, []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '' && !create.isPending) {
      // Where the sentence below it is read out, and the name can be put right.
      create.mutate({ parentId: parent.id, name }, { onError: () => field.current?.focus() });
    }
  }

  return (
    <form onSubmit={submit} className="flex items-start gap-2.5 rounded-xl bg-sunken p-3">
      <div className="min-w-0 flex-1">
        <TextField
          ref={field}
          label={t('organise.newFolderName')}
          error={create.error === null ? undefined : failureText(create.error).message}
          value={name}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            create.reset();
          }}
        />
      </div>
      <Button type="submit" className="mt-7 h-10.5" disabled={name.trim() === ''} loading={create.isPending}>
        {t('organise.createFolder')}
      </Button>
    </form>
  );
}
