import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { areCapsRight, capsFrom, capsOf, NO_CAPS } from './caps.ts';
import { CapsFields } from './caps-fields.tsx';
import { draftOf, settingsOf, wrongField } from './settings-draft.ts';
import { SettingsFields } from './settings-fields.tsx';

/** Changes what is said of a link or request; the address stays. */
export function EditShareDialog({ share, onClose }: { readonly share: Share; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const isRequest = share.request !== null;
  const [draft, setDraft] = useState(() => draftOf(share));
  const [caps, setCaps] = useState(() => (share.request === null ? NO_CAPS : capsFrom(share.request)));
  const [judged, setJudged] = useState(false);
  const update = useMutation(api.shares.update.mutationOptions({ onSuccess: onClose }));

  function submit(): void {
    setJudged(true);
    if (wrongField(draft, share.hasPassword) !== null || !areCapsRight(caps) || update.isPending) return;
    const { viewOnly, downloadLimit, expiresAt, ...rest } = settingsOf(draft);
    const before = draftOf(share);
    // A day that was left alone keeps its hour.
    const until = draft.expiry === before.expiry && draft.day === before.day ? {} : { expiresAt };
    update.mutate({
      id: share.id,
      ...rest,
      ...until,
      ...(isRequest ? capsOf(caps) : { viewOnly, downloadLimit }),
    });
  }

  return (
    <FormDialog
      title={t('sharing.edit.title', { name: share.name })}
      noValidate
      failure={update.error === null ? null : toFailure(update.error)}
      saving={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <SettingsFields
        forRequest={isRequest}
        hadPassword={share.hasPassword}
        draft={draft}
        onChange={setDraft}
        judged={judged}
      />
      {isRequest ? <CapsFields caps={caps} onChange={setCaps} judged={judged} /> : null}
    </FormDialog>
  );
}
