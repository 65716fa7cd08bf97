import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { areCapsRight, capsFrom, capsOf, NO_CAPS } from './caps.ts';
import { CapsFields } from './caps-fields.tsx';
import { draftOf, settingsOf, wrongField } from './settings-draft.ts';
import { SettingsFields } from './settings-fields.tsx';

/** Changes what is said of a link or request; the address stays. */
export function EditShareDialog({ share, onClose }: { readonly share: Share; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const isRequest = share.request !== null;
  const [draft, setDraft] = useState(() => draftOf(share));
  const [caps, setCaps] = useState(() => (share.request === null ? NO_CAPS : capsFrom(share.request)));
  const [judged, setJudged] = useState(false);
  const update = useMutation(api.shares.update.mutationOptions({ onSuccess: onClose }));

  function submit(event: FormEvent): void {
    event.preventDefault();
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
    <Dialog
      open
      onOpenChange={onClose}
      title={t('sharing.edit.title', { name: share.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {update.error === null ? null : <FailureCard failure={toFailure(update.error)} />}
        <SettingsFields
          forRequest={isRequest}
          hadPassword={share.hasPassword}
          draft={draft}
          onChange={setDraft}
          judged={judged}
        />
        {isRequest ? <CapsFields caps={caps} onChange={setCaps} judged={judged} /> : null}
      </form>
    </Dialog>
  );
}
