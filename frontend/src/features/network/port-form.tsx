import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { NetworkState } from '../../../../electron/contract/network.ts';
import { useFailureText } from '../../api/failure.ts';
import { setNetwork } from '../../api/network.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readPort } from './read-port.ts';

interface PortFormProps {
  /** The port now; null before the door was first opened. */
  readonly port: number | null;
  readonly onSaved?: (state: NetworkState) => void;
}

/** Another port for the door. */
export function PortForm({ port, onSaved }: PortFormProps) {
  const { t } = useTranslation();
  const text = useFailureText();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const shown = typed ?? String(port ?? '');
  const save = useMutation(
    api.network.setPort.mutationOptions({
      onSuccess(state) {
        setNetwork(state);
        setTyped(null);
        toast.success(t('network.address.portSaved'));
        onSaved?.(state);
      },
    }),
  );

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const next = readPort(shown);
    setWrong(next === null);
    if (next !== null) save.mutate({ port: next });
  }

  const error = wrong
    ? t('network.address.portWrong')
    : save.error === null
      ? undefined
      : text(save.error).message;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextField
        label={t('network.address.port')}
        hint={t('network.address.portHint')}
        inputMode="numeric"
        maxLength={5}
        className="max-w-40"
        value={shown}
        error={error}
        onChange={({ target }) => {
          setTyped(target.value);
          setWrong(false);
        }}
      />
      <Button
        type="submit"
        className="self-start"
        loading={save.isPending}
        disabled={shown === String(port ?? '')}
      >
        {t('network.address.portSave')}
      </Button>
    </form>
  );
}
