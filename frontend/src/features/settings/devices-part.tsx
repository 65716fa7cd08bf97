import { useMutation, useQuery } from '@tanstack/react-query';
import { AppWindow, Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { OpenSession } from '../../../../electron/contract/session.ts';
import { computer } from '../../api/desktop.ts';
import { toFailure } from '../../api/errors.ts';
import { useFailureToast } from '../../api/failure.ts';
import { api, queryClient } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.session.list.queryKey() });

/** Where one is signed in, to end what should not be. */
export function DevicesPart() {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery(api.session.list.queryOptions({ staleTime: 0 }));
  const endOthers = useMutation(
    api.session.endOthers.mutationOptions({
      onSuccess: ({ count }) => toast.success(t('browser.devices.endedOthers', { count })),
      onError: failed,
      onSettled() {
        setAsking(false);
        void refresh();
      },
    }),
  );
  const others = sessions.data?.filter(({ current }) => !current) ?? [];
  return (
    <div className="flex flex-col gap-5">
      <Card
        title={t('browser.devices.title')}
        description={t('browser.devices.text')}
        {...(others.length < 2
          ? {}
          : { action: <Button onClick={() => setAsking(true)}>{t('browser.devices.endOthers')}</Button> })}
      >
        {sessions.data !== undefined ? (
          <>
            <ul aria-label={t('browser.devices.title')} className="-my-3 divide-y divide-line">
              {sessions.data.map((session) => (
                <DeviceLine key={session.id} session={session} />
              ))}
            </ul>
            {others.length === 0 ? (
              <p className="mt-5 text-sm text-muted">{t('browser.devices.onlyHere')}</p>
            ) : null}
          </>
        ) : sessions.error === null ? (
          <Skeleton className="h-12" />
        ) : (
          <FailureCard
            failure={toFailure(sessions.error)}
            actions={{ retry: () => void sessions.refetch() }}
          />
        )}
      </Card>
      {computer() === null ? (
        <Card title={t('browser.install.title')} description={t('browser.install.text')} />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('browser.devices.endOthersTitle')}
        description={t('browser.devices.endOthersText')}
        cancel={t('common.cancel')}
        confirm={t('browser.devices.endOthers')}
        loading={endOthers.isPending}
        onConfirm={() => endOthers.mutate(undefined)}
      />
    </div>
  );
}

function DeviceLine({ session }: { readonly session: OpenSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = useFailureToast();
  const { id, device, address, lastUsedAt, current } = session;
  // The window on the cloud's own computer has no address; a browser may say nothing of itself.
  const name =
    (device === '?' ? null : device) ??
    t(address === null ? 'browser.devices.desktop' : 'browser.devices.unknown');
  const end = useMutation(
    api.session.end.mutationOptions({
      onSuccess: () => toast.success(t('browser.devices.ended', { device: name })),
      onError: failed,
      onSettled: () => void refresh(),
    }),
  );
  const Icon = address === null ? AppWindow : /android|iphone|ipad/iu.test(name) ? Smartphone : Monitor;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
          <span className="wrap-anywhere">{name}</span>
          {current ? <Badge tone="accent">{t('browser.devices.here')}</Badge> : null}
        </p>
        <p className="text-xs text-muted">
          {t('browser.devices.used', { when: format.relative(lastUsedAt) })}
          {address === null ? '' : ` ${t('browser.devices.from', { address })}`}
        </p>
      </div>
      {current ? null : (
        <Button
          size="sm"
          loading={end.isPending}
          aria-label={t('browser.devices.endLabel', { device: name })}
          onClick={() => end.mutate({ id })}
        >
          {t('browser.devices.end')}
        </Button>
      )}
    </li>
  );
}
