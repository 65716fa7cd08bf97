import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { Share } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useNetwork } from '../../api/network.ts';
import { useLiveShares } from '../../api/sharing.ts';
import { Button } from '../../ui/button.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { DirectLinkForm } from './direct-link-form.tsx';
import { DoorNotice } from './door-notice.tsx';
import { ExistingLinks } from './existing-links.tsx';
import { newDraft, settingsOf, wrongField } from './settings-draft.ts';
import { SettingsFields } from './settings-fields.tsx';
import { ShareLink } from './share-link.tsx';
import { useShare } from './use-share.ts';

interface LinkPartProps {
  readonly nodes: readonly DriveNode[];
  readonly onClose: () => void;
  readonly onShowAll: () => void;
}

/** Makes a link: first what is said of it, then the link itself and the ways to hand it on. */
export function LinkPart({ nodes, onClose, onShowAll }: LinkPartProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(newDraft);
  const [judged, setJudged] = useState(false);
  const [made, setMade] = useState<Share | null>(null);
  const network = useNetwork();
  useLiveShares();
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const existing = useQuery(
    api.shares.ofNode.queryOptions({ input: { nodeId: only?.id ?? '' }, enabled: only !== undefined }),
  );
  const create = useMutation(api.shares.createLink.mutationOptions({ onSuccess: setMade }));
  const shown = useShare(made);
  const others = existing.data?.filter(({ state }) => state !== 'revoked') ?? [];

  function submit(event: FormEvent): void {
    event.preventDefault();
    setJudged(true);
    if (wrongField(draft, false) !== null || create.isPending) return;
    const { password = null, ...settings } = settingsOf(draft);
    create.mutate({ ids: nodes.map(({ id }) => id), ...settings, password });
  }

  if (shown !== null)
    return (
      <div className="flex flex-col gap-5">
        <DoorNotice state={network} />
        <div aria-live="polite">
          <p className="mb-3 font-medium">
            {t(
              shown.url === null
                ? 'sharing.dialog.made'
                : shown.kind === 'direct'
                  ? 'sharing.dialog.directReady'
                  : 'sharing.dialog.ready',
            )}
          </p>
          <ShareLink share={shown} large />
        </div>
        <div className="flex flex-wrap justify-end gap-2.5">
          <Button onClick={onShowAll}>{t('sharing.showAll')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-muted">{t('sharing.dialog.text')}</p>
      <DoorNotice state={network} />
      {create.error === null ? null : <FailureCard failure={toFailure(create.error)} />}
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <SettingsFields draft={draft} onChange={setDraft} judged={judged} />
        <div className="flex flex-wrap justify-end gap-2.5">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" loading={create.isPending}>
            {t('sharing.createLink')}
          </Button>
        </div>
      </form>
      {others.length === 0 ? null : <ExistingLinks shares={others} />}
      {only?.kind === 'file' ? (
        <DirectLinkForm
          node={only}
          ready={network !== undefined && network.baseUrl !== null}
          onMade={setMade}
        />
      ) : null}
    </div>
  );
}
