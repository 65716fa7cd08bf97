import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useNetwork } from '../../api/network.ts';
import { usePerson } from '../../api/session.ts';
import { useLiveShares } from '../../api/sharing.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CapsFields } from './caps-fields.tsx';
import { areCapsRight, capsOf, NO_CAPS } from './caps.ts';
import { DoorNotice } from './door-notice.tsx';
import { newDraft, settingsOf, wrongField } from './settings-draft.ts';
import { SettingsFields } from './settings-fields.tsx';
import { ShareLink } from './share-link.tsx';
import { useShare } from './use-share.ts';

interface RequestDialogProps {
  /** Where what is sent will be. */
  readonly folder: { readonly id: string | null; readonly name: string };
  readonly onClose: () => void;
  readonly onShowAll: () => void;
}

/** Asks others for files: whoever has the link sends into the folder, and sees nothing of it. */
export function RequestDialog({ folder, onClose, onShowAll }: RequestDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const person = usePerson();
  const [title, setTitle] = useState<string>(() =>
    folder.id === null
      ? t('sharing.request.suggestedTitleTop', { person: person.name })
      : t('sharing.request.suggestedTitle', { folder: folder.name }),
  );
  const [draft, setDraft] = useState({ ...newDraft(), asksName: true });
  const [caps, setCaps] = useState(NO_CAPS);
  const [judged, setJudged] = useState(false);
  const [made, setMade] = useState<Share | null>(null);
  const network = useNetwork();
  useLiveShares();
  const create = useMutation(api.shares.createRequest.mutationOptions({ onSuccess: setMade }));
  const shown = useShare(made);
  const untitled = title.trim() === '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    setJudged(true);
    if (untitled || wrongField(draft, false) !== null || !areCapsRight(caps) || create.isPending) return;
    const { expiresAt, note, asksName, password = null } = settingsOf(draft);
    const settings = { expiresAt, note, asksName, password };
    create.mutate({ folderId: folder.id, title: title.trim(), ...settings, ...capsOf(caps) });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('sharing.requestFiles')}
      description={t('sharing.request.text', { folder: folder.name })}
      footer={
        shown === null ? (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" form={form} variant="primary" loading={create.isPending}>
              {t('sharing.createLink')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onShowAll}>{t('sharing.showAll')}</Button>
            <Button variant="primary" onClick={onClose}>
              {t('common.done')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-5">
        <DoorNotice state={network} />
        {create.error === null ? null : <FailureCard failure={toFailure(create.error)} />}
        {shown === null ? (
          <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
            <TextField
              label={t('sharing.request.title')}
              hint={t('sharing.request.titleHint')}
              error={judged && untitled ? t('sharing.request.titleWrong') : undefined}
              value={title}
              maxLength={120}
              onChange={({ target }) => setTitle(target.value)}
            />
            <SettingsFields forRequest draft={draft} onChange={setDraft} judged={judged} />
            <CapsFields caps={caps} onChange={setCaps} judged={judged} />
          </form>
        ) : (
          <div aria-live="polite">
            <p className="mb-3 font-medium">
              {t(shown.url === null ? 'sharing.request.made' : 'sharing.request.ready')}
            </p>
            <ShareLink share={shown} large />
          </div>
        )}
      </div>
    </Dialog>
  );
}
