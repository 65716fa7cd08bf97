import { useMutation, useQueryClient } from '@tanstack/react-query';
import { History, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../../api/client.ts';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { usePerson } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Amount {
  readonly bytes: number;
  readonly files: number;
}

interface LeftoversProps {
  readonly trash: Amount;
  readonly versions: Amount;
  readonly onOpenTrash: () => void;
  readonly onOpenSettings: () => void;
}

/** What takes up space without being seen: the trash, and earlier versions of files. */
export function Leftovers({ trash, versions, onOpenTrash, onOpenSettings }: LeftoversProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const failed = useFailureToast();
  const manages = usePerson().role !== 'member';
  const [asking, setAsking] = useState<'trash' | 'versions' | null>(null);
  const empty = useMutation({
    mutationFn: () => client.drive.deleteForever({ ids: null }),
    onSuccess: ({ count }) => {
      toast.success(t('organise.trash.goneToast', { count }));
      void queries.invalidateQueries({ queryKey: api.space.key() });
      void queries.invalidateQueries({ queryKey: api.drive.key() });
    },
    onError: failed,
    onSettled: () => setAsking(null),
  });
  const forget = useMutation({
    mutationFn: () => client.versions.removeAll(),
    onSuccess: ({ count }) => {
      toast.success(t('space.unseen.forgotten', { count }));
      void queries.invalidateQueries({ queryKey: api.space.key() });
      void queries.invalidateQueries({ queryKey: api.versions.key() });
    },
    onError: failed,
    onSettled: () => setAsking(null),
  });
  return (
    <Card title={t('space.unseen.title')} description={t('space.unseen.text')}>
      <ul className="flex flex-col gap-5">
        <Leftover
          icon={<Trash2 aria-hidden="true" />}
          name={t('space.unseen.trash')}
          amount={trash}
          about={t('dashboard.space.files', { count: trash.files })}
        >
          <Button size="sm" onClick={onOpenTrash}>
            {t('space.unseen.look')}
          </Button>
          <Button size="sm" disabled={trash.files === 0} onClick={() => setAsking('trash')}>
            {t('organise.trash.empty')}
          </Button>
        </Leftover>
        <Leftover
          icon={<History aria-hidden="true" />}
          name={t('space.unseen.versions')}
          amount={versions}
          about={t('space.unseen.versionCount', { count: versions.files })}
        >
          {manages ? (
            <Button size="sm" onClick={onOpenSettings}>
              {t('space.unseen.keep')}
            </Button>
          ) : null}
          <Button size="sm" disabled={versions.files === 0} onClick={() => setAsking('versions')}>
            {t('space.unseen.forget')}
          </Button>
        </Leftover>
      </ul>
      <ConfirmDialog
        open={asking === 'trash'}
        danger
        onOpenChange={() => setAsking(null)}
        title={t('organise.trash.emptyAllTitle')}
        description={t('space.unseen.emptyText', { size: format.bytes(trash.bytes), count: trash.files })}
        confirm={t('organise.trash.empty')}
        loading={empty.isPending}
        onConfirm={() => empty.mutate()}
      />
      <ConfirmDialog
        open={asking === 'versions'}
        danger
        onOpenChange={() => setAsking(null)}
        title={t('space.unseen.forgetTitle')}
        description={t('space.unseen.forgetText', {
          size: format.bytes(versions.bytes),
          count: versions.files,
        })}
        confirm={t('space.unseen.forget')}
        loading={forget.isPending}
        onConfirm={() => forget.mutate()}
      />
    </Card>
  );
}

interface LeftoverProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly amount: Amount;
  readonly about: string;
  readonly children: ReactNode;
}

function Leftover({ icon, name, amount, about, children }: LeftoverProps) {
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-muted [&_svg]:size-4.5">
        {icon}
      </span>
      <span className="min-w-44 flex-1 text-sm">
        <span className="block font-medium">
          {name} <span className="ml-1.5 tabular-nums">{format.bytes(amount.bytes)}</span>
        </span>
        <span className="block text-xs text-muted tabular-nums">{about}</span>
      </span>
      <span className="flex flex-wrap gap-2">{children}</span>
    </li>
  );
}
