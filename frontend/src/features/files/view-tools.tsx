import { ArrowUpDown, Info, LayoutGrid, List } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey } from '../../../../electron/contract/drive.ts';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import type { Look } from './folder-looks.ts';
import type { View } from './grid-layout.ts';

const SORTS: readonly SortKey[] = ['name', 'size', 'type', 'modified'];
const PRESSED =
  'aria-pressed:bg-accent-soft aria-pressed:text-accent-text aria-pressed:not-disabled:hover:bg-accent-soft aria-pressed:not-disabled:hover:text-accent-text';

interface ViewToolsProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** Whether the order is the person's to choose. */
  readonly sortable: boolean;
  /** Undefined where there are no details. */
  readonly details: { readonly shown: boolean; readonly toggle: () => void } | undefined;
}

/** How a list is looked at: its order, as lines or tiles, with details or without. */
export function ViewTools({ look, onLook, sortable, details }: ViewToolsProps) {
  const { t } = useTranslation();
  const sortItems: MenuItem[] = [
    {
      key: 'by',
      label: t('views.sortBy'),
      value: look.sort,
      options: SORTS.map((value) => ({ value, label: t(`views.sorts.${value}`) })),
      onChoose: (value) => onLook({ ...look, sort: SORTS.find((sort) => sort === value) ?? 'name' }),
    },
    {
      key: 'direction',
      label: t('views.direction'),
      separated: true,
      value: look.descending ? 'down' : 'up',
      options: [
        { value: 'up', label: t('views.ascending') },
        { value: 'down', label: t('views.descending') },
      ],
      onChoose: (value) => onLook({ ...look, descending: value === 'down' }),
    },
  ];
  const toggle = (view: View, label: string, icon: ReactElement) => (
    <IconButton
      size="sm"
      label={label}
      icon={icon}
      aria-pressed={look.view === view}
      className={PRESSED}
      onClick={() => onLook({ ...look, view })}
    />
  );
  return (
    <>
      {sortable ? (
        <DropdownMenu
          trigger={<IconButton size="sm" label={t('views.sort')} icon={<ArrowUpDown aria-hidden="true" />} />}
          items={sortItems}
        />
      ) : null}
      {toggle('list', t('views.listView'), <List aria-hidden="true" />)}
      {toggle('grid', t('views.gridView'), <LayoutGrid aria-hidden="true" />)}
      {details === undefined ? null : (
        <IconButton
          size="sm"
          label={t('views.details')}
          icon={<Info aria-hidden="true" />}
          aria-pressed={details.shown}
          className={PRESSED}
          onClick={details.toggle}
        />
      )}
    </>
  );
}
