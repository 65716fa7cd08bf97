import { Database, FolderOpen, type LucideIcon, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '../../../../electron/contract/setup.ts';
import { Button } from '../../ui/button.tsx';

interface ReviewProps {
  readonly state: SetupState;
  readonly onChange: (what: 'owner' | 'folder' | 'source') => void;
}

/** What was answered, before it happens. */
export function Review({ state, onChange }: ReviewProps) {
  const { t } = useTranslation();
  const managed = state.engine === 'managed';
  const rows: { what: 'owner' | 'folder' | 'source'; icon: LucideIcon; label: string; value: string }[] = [
    {
      what: 'owner',
      icon: UserRound,
      label: t('setup.install.owner'),
      value: state.owner === null ? '' : `${state.owner.name} (${state.owner.userName})`,
    },
    ...(managed
      ? [
          {
            what: 'folder' as const,
            icon: FolderOpen,
            label: t('setup.install.place'),
            value: state.dataFolder ?? '',
          },
        ]
      : []),
    {
      what: 'source',
      icon: Database,
      label: t('setup.install.storage'),
      value: t(managed ? 'setup.install.managed' : 'common.storage.external'),
    },
  ];
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {rows.map(({ what, icon: Icon, label, value }) => (
        <li key={what} className="flex items-center gap-4 px-5 py-4">
          <Icon aria-hidden="true" className="size-5 shrink-0 text-accent-text" strokeWidth={1.8} />
          <div className="min-w-0 flex-1">
            <p className="text-xs text-muted">{label}</p>
            <p className="font-medium wrap-anywhere">{value}</p>
          </div>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('setup.install.changeWhat', { what: label })}
            onClick={() => onChange(what)}
          >
            {t('setup.install.change')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
