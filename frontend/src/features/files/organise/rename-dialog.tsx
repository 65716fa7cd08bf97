import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { useFailureText } from '../../../api/failure.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useChanges } from './changes.ts';
import { changesEnding, stemLength } from './stem.ts';

interface RenameDialogProps {
  readonly node: DriveNode;
  readonly onClose: () => void;
}

/** Asks for another name; what is wrong with it is said below it. */
export function RenameDialog({ node, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const changes = useChanges();
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(node.name);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const blank = name.trim() === '';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (blank || busy) return;
    if (name === node.name) {
      onClose();
      return;
    }
    setBusy(true);
    try {
      await changes.rename(node, name);
      onClose();
    } catch (error) {
      setWrong(failureText(error).message);
      setBusy(false);
      // Where the sentence below it is read out, and the name can be put right.
      field.current?.focus();
    }
  }

  return (
    <Dialog
      open
      size="sm"
      title={t('organise.renameTitle', { name: node.name })}
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={blank} loading={busy}>
            {t('organise.renameButton')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <TextField
          ref={field}
          label={t('organise.renameField')}
          error={wrong ?? undefined}
          hint={wrong === null && changesEnding(node, name) ? t('organise.renameEnding') : undefined}
          value={name}
          autoComplete="off"
          // What one wants to write anew is the stem. The dialog marks all, right after it has put the focus here.
          onFocus={({ target }) => {
            if (name === node.name) queueMicrotask(() => target.setSelectionRange(0, stemLength(node)));
          }}
          onChange={({ target }) => {
            setName(target.value);
            setWrong(null);
          }}
        />
      </form>
    </Dialog>
  );
}
