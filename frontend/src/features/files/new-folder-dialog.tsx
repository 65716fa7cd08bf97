import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNewFolder } from './organise/use-new-folder.ts';

interface NewFolderDialogProps {
  /** The folder that it will be in; null is the top. */
  readonly parentId: string | null;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Asks for the name of a new folder; what is wrong with a name is said below it. */
export function NewFolderDialog({ parentId, onClose, onCreated }: NewFolderDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const { field, name, blank, busy, error, onName, onSubmit } = useNewFolder(parentId, ({ id }) => {
    onCreated(id);
    onClose();
  });
  return (
    <Dialog
      open
      size="sm"
      title={t('files.newFolder')}
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={blank} loading={busy}>
            {t('files.createFolder')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={onSubmit}>
        <TextField
          ref={field}
          label={t('files.name')}
          hint={error === undefined ? t('files.nameHint') : undefined}
          error={error}
          value={name}
          autoComplete="off"
          onChange={({ target }) => onName(target.value)}
        />
      </form>
    </Dialog>
  );
}
