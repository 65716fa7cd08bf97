import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../api/engine.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StorageDialog } from './storage-dialog.tsx';

/** The facts about the server. */
export function ServerCard({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const engine = useEngine();
  const [changing, setChanging] = useState(false);
  const external = engine?.kind === 'external';
  const details = engine?.details ?? null;
  const facts: [string, string | null | undefined][] =
    details === null
      ? []
      : [
          [t('settings.cloud.program'), `${details.name} ${details.version}`.trim()],
          [
            t('settings.cloud.source'),
            external
              ? t('settings.cloud.external')
              : details.source === null
                ? null
                : t(`common.storage.sources.${details.source}`),
          ],
          [t('settings.cloud.folder'), details.dataFolder],
          [t('settings.cloud.address'), details.endpoint],
          [
            t('settings.cloud.memory'),
            details.memoryBytes === null ? null : format.bytes(details.memoryBytes),
          ],
          [
            t('settings.cloud.since'),
            engine?.since === null || engine?.since === undefined ? null : format.dateTime(engine.since),
          ],
          [t('settings.cloud.file'), details.binaryPath],
        ];
  return (
    <Card
      title={t('settings.cloud.serverTitle')}
      description={t('settings.cloud.serverText')}
      action={
        mayChange && engine !== undefined ? (
          <Button onClick={() => setChanging(true)}>
            {t(external ? 'settings.cloud.changeServer' : 'settings.cloud.changeProgram')}
          </Button>
        ) : undefined
      }
    >
      {engine === undefined ? (
        <Skeleton className="h-28" />
      ) : details === null ? (
        <p className="text-sm text-muted">{t('settings.cloud.notRunning')}</p>
      ) : (
        <>
          {details.outdated ? (
            <Badge tone="warning" className="mb-4">
              {t('settings.cloud.outdated')}
            </Badge>
          ) : null}
          <dl className="grid grid-cols-[max-content_1fr] gap-x-8 gap-y-3 text-sm">
            {facts.map(([label, value]) =>
              value === null || value === undefined || value === '' ? null : (
                <div key={label} className="contents">
                  <dt className="text-muted">{label}</dt>
                  <dd className="wrap-anywhere">{value}</dd>
                </div>
              ),
            )}
          </dl>
        </>
      )}
      {changing ? (
        <StorageDialog kind={external ? 'external' : 'managed'} onClose={() => setChanging(false)} />
      ) : null}
    </Card>
  );
}
