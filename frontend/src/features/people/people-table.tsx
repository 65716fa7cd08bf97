import { Ellipsis, KeyRound, Pencil, Power, PowerOff, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, PersonRow } from '../../../../electron/contract/people.ts';
import { useFormat } from '../../i18n/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cn } from '../../ui/cn.ts';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { Meter } from '../../ui/meter.tsx';
import { actsFor, type PersonAct } from './acts.ts';

const ICONS: Record<PersonAct, ReactNode> = {
  edit: <Pencil aria-hidden="true" />,
  resetPassword: <KeyRound aria-hidden="true" />,
  disable: <PowerOff aria-hidden="true" />,
  enable: <Power aria-hidden="true" />,
  remove: <Trash2 aria-hidden="true" />,
};

interface PeopleTableProps {
  readonly rows: readonly PersonRow[];
  readonly me: Person;
  readonly onAct: (row: PersonRow, act: PersonAct) => void;
}

/** Everybody at a glance. */
export function PeopleTable({ rows, me, onAct }: PeopleTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // The narrowest desktop windows have little room beside the side bar.
  const head =
    'px-3 min-[56.25rem]:max-[60rem]:px-2 py-3 text-left text-xs font-medium text-muted first:pl-5';
  const cell =
    'px-3 min-[56.25rem]:max-[60rem]:px-2 py-3.5 align-middle first:pl-5 narrow:block narrow:px-4 narrow:py-1 narrow:first:pl-4';
  return (
    // What is hidden but read out lies in cells, and must not make the page wider than they are.
    <div className="relative overflow-x-auto rounded-card border border-line bg-surface shadow-card">
      <table aria-label={t('people.list')} className="w-full border-collapse text-sm narrow:block">
        <thead className="border-b border-line narrow:sr-only">
          <tr>
            <th scope="col" className={head}>
              {t('people.columns.person')}
            </th>
            <th scope="col" className={head}>
              {t('people.columns.role')}
            </th>
            <th scope="col" className={head}>
              {t('people.columns.space')}
            </th>
            <th scope="col" className={cn(head, 'max-[60rem]:hidden')}>
              {t('people.columns.lastSeen')}
            </th>
            <th scope="col" className={head}>
              {t('people.columns.state')}
            </th>
            <th scope="col" className={head}>
              <span className="sr-only">{t('people.columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line narrow:block">
          {rows.map((row) => (
            <tr key={row.id} className="narrow:relative narrow:block narrow:py-3">
              <td className={cn(cell, 'narrow:pr-14')}>
                <div className="flex items-center gap-3">
                  <Avatar
                    name={row.name}
                    className={cn(
                      'min-[56.25rem]:max-[60rem]:hidden',
                      row.disabled && 'bg-sunken text-muted',
                    )}
                  />
                  <div className="min-w-0">
                    <p className="flex flex-wrap items-center gap-x-2 font-medium">
                      <span className="max-w-56 truncate narrow:max-w-full min-[56.25rem]:max-[60rem]:max-w-40">
                        {row.name}
                      </span>
                      {row.id === me.id ? <Badge tone="accent">{t('people.you')}</Badge> : null}
                    </p>
                    <p className="max-w-56 truncate text-xs text-muted narrow:max-w-full min-[56.25rem]:max-[60rem]:max-w-40">
                      {row.userName}
                    </p>
                  </div>
                </div>
              </td>
              <td className={cn(cell, 'whitespace-nowrap narrow:pl-17 narrow:text-muted')}>
                {t(`common.roles.${row.role}`)}
              </td>
              <td className={cn(cell, 'narrow:pl-17')}>
                <Space row={row} />
              </td>
              <td className={cn(cell, 'whitespace-nowrap text-muted max-[60rem]:hidden narrow:hidden')}>
                {row.lastSeenAt === null ? (
                  t('people.never')
                ) : (
                  <time dateTime={row.lastSeenAt} title={format.dateTime(row.lastSeenAt)}>
                    {format.relative(row.lastSeenAt)}
                  </time>
                )}
              </td>
              <td className={cn(cell, 'narrow:pl-17')}>
                <State row={row} />
              </td>
              <td
                className={cn(
                  cell,
                  'w-0 pr-4 narrow:absolute narrow:top-3 narrow:right-0 narrow:w-auto narrow:pr-2',
                )}
              >
                <Actions row={row} me={me} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Space({ row }: { readonly row: PersonRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const used = format.bytes(row.usedBytes);
  if (row.quotaBytes === null)
    return <span className="whitespace-nowrap text-muted">{t('people.usedUnlimited', { used })}</span>;
  const share = row.usedBytes / row.quotaBytes;
  const text = t('people.used', { used, quota: format.bytes(row.quotaBytes) });
  return (
    <div className="w-36 min-[56.25rem]:max-[60rem]:w-24">
      <Meter
        label={t('people.usedBy', { name: row.name })}
        text={text}
        value={share}
        tone={share >= 1 ? 'danger' : share > 0.9 ? 'warning' : 'accent'}
        className="h-1.5"
      />
      <p className="mt-1.5 text-xs text-muted">{text}</p>
    </div>
  );
}

function State({ row }: { readonly row: PersonRow }) {
  const { t } = useTranslation();
  if (row.disabled) return <Badge>{t('people.disabled')}</Badge>;
  if (row.mustChangePassword) return <Badge tone="warning">{t('people.newPasswordDue')}</Badge>;
  return <Badge tone="success">{t('people.active')}</Badge>;
}

function Actions({ row, me, onAct }: { readonly row: PersonRow } & Pick<PeopleTableProps, 'me' | 'onAct'>) {
  const { t } = useTranslation();
  const acts = actsFor(row, me);
  if (acts.length === 0) return null;
  const items = acts.map((act): MenuItem => {
    const danger = act === 'remove';
    return {
      key: act,
      label: t(`people.${act}`),
      icon: ICONS[act],
      danger,
      separated: danger,
      onSelect: () => onAct(row, act),
    };
  });
  return (
    <DropdownMenu
      items={items}
      trigger={
        <IconButton
          label={t('people.actionsFor', { name: row.name })}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    />
  );
}
