import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { Share } from '../../../../electron/contract/shares.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Select } from '../../ui/select.tsx';

const LIVES = { hour: 3600, day: 86_400, week: 604_800 } as const;
type Life = keyof typeof LIVES;
const NAMES: readonly Life[] = ['hour', 'day', 'week'];

interface DirectLinkFormProps {
  readonly node: DriveNode;
  /** Whether other devices can come in: the address is part of such a link. */
  readonly ready: boolean;
  readonly onMade: (share: Share) => void;
}

/** The bare address of a file, for programs and for those who want just that. */
export function DirectLinkForm({ node, ready, onMade }: DirectLinkFormProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [life, setLife] = useState<Life>('day');
  const create = useMutation(api.shares.createDirect.mutationOptions({ onSuccess: onMade }));
  return (
    <Disclosure title={t('sharing.direct.title')} open={open} onToggle={setOpen}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('sharing.direct.text')}</p>
        {create.error === null ? null : <FailureCard failure={toFailure(create.error)} />}
        <div className="flex flex-wrap items-end gap-3">
          <Select<Life>
            label={t('sharing.settings.expiry')}
            value={life}
            options={NAMES.map((value) => ({ value, label: t(`sharing.settings.expiries.${value}`) }))}
            onChange={setLife}
            className="w-44"
          />
          <Button
            disabled={!ready}
            loading={create.isPending}
            onClick={() => create.mutate({ id: node.id, seconds: LIVES[life] })}
          >
            {t('sharing.direct.create')}
          </Button>
        </div>
      </div>
    </Disclosure>
  );
}
