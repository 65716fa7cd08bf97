import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { showPerson } from './use-people.ts';

/** Switches a person off or on. */
export function useSetDisabled() {
  const { t } = useTranslation();
  const failed = useFailureToast();
  return useMutation(
    api.people.setDisabled.mutationOptions({
      onSuccess(row) {
        showPerson(row);
        toast.success(t(row.disabled ? 'people.switchedOff' : 'people.switchedOn', { name: row.name }));
      },
      onError: failed,
    }),
  );
}
