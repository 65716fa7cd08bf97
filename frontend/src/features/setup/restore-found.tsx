import { Cloud, Files, History, type LucideIcon, Server, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RestoreState } from '../../../../electron/contract/care.ts';
import { useFormat } from '../../i18n/format.ts';

/** What a place holds that a cloud can be brought back from. */
export function RestoreFound({ found }: { readonly found: Extract<RestoreState, { status: 'found' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { place, cloudName, snapshotAt, files, people } = found;
  const rows: [LucideIcon, string, string][] = [
    [Cloud, t('care.restore.cloud'), cloudName ?? t('care.restore.unnamed')],
    ...(place.kind === 'folder'
      ? []
      : [
          [Server, t('care.restore.server'), t('care.restore.at', place)] satisfies [
            LucideIcon,
            string,
            string,
          ],
        ]),
    [
      History,
      t('care.restore.copy'),
      snapshotAt === null ? t('care.restore.noCopy') : format.dateTime(snapshotAt),
    ],
    [Files, t('care.restore.files'), format.number(files)],
    ...(people === null
      ? []
      : [[Users, t('care.restore.people'), format.number(people)] satisfies [LucideIcon, string, string]]),
  ];
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {rows.map(([Icon, label, value]) => (
        <li key={label} className="flex items-center gap-4 px-5 py-3.5">
          <Icon aria-hidden="true" className="size-5 shrink-0 text-accent-text" strokeWidth={1.8} />
          <div className="min-w-0 flex-1">
            <p className="text-xs text-muted">{label}</p>
            <p className="font-medium wrap-anywhere">{value}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
