import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { TreePlace } from './tree-context.ts';
import { useNewFolder } from './use-new-folder.ts';

interface HereFormProps {
  /** The folder that the new one will be in. */
  readonly parent: TreePlace;
  readonly onCreated: (place: TreePlace) => void;
}

/** Asks for the name of a new folder without leaving the dialog that it is needed in. */
export function HereForm({ parent, onCreated }: HereFormProps) {
  const { t } = useTranslation();
  const { field, name, blank, busy, error, onName, onSubmit } = useNewFolder(parent.id, (created) => {
    const above = parent.id === null ? [] : [...parent.above, { id: parent.id, name: parent.name }];
    onCreated({ id: created.id, name: created.name, above, shared: parent.shared });
  });
  useEffect(() => {
    field.current?.focus();
  }, [field]);
  return (
    <form onSubmit={onSubmit} className="flex items-start gap-2.5 rounded-xl bg-sunken p-3">
      <div className="min-w-0 flex-1">
        <TextField
          ref={field}
          label={t('organise.newFolderName')}
          error={error}
          value={name}
          autoComplete="off"
          onChange={({ target }) => onName(target.value)}
        />
      </div>
      <Button type="submit" className="mt-7 h-10.5" disabled={blank} loading={busy}>
        {t('organise.createFolder')}
      </Button>
    </form>
  );
}
