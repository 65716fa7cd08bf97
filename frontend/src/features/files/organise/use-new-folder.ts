import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { useFailureText } from '../../../api/failure.ts';
import { api } from '../../../api/queries.ts';
import { useRefresh } from './use-refresh.ts';

/**
 * What a form for the name of a new folder needs. `onCreated` is called once the folder is shown wherever it should be.
 */
export function useNewFolder(parentId: string | null, onCreated: (folder: DriveNode) => void) {
  const failureText = useFailureText();
  const refresh = useRefresh();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const create = useMutation(
    api.drive.createFolder.mutationOptions({
      onSuccess: async (folder) => {
        await refresh();
        onCreated(folder);
      },
    }),
  );
  const blank = name.trim() === '';
  return {
    field,
    name,
    blank,
    busy: create.isPending,
    /** What is wrong with the name, to be said below it. */
    error: create.error === null ? undefined : failureText(create.error).message,
    onName: (typed: string) => {
      setName(typed);
      create.reset();
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      if (blank || create.isPending) return;
      // Where the sentence below it is read out, and the name can be put right.
      create.mutate({ parentId, name }, { onError: () => field.current?.focus() });
    },
  };
}
