import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/queries.ts';
import { useLiveFolders } from '../use-live-drive.ts';
import { Tree } from './tree.tsx';
import { useBranch } from './use-branch.ts';

export interface FolderTreeProps {
  /** The folder that is shown: null is the top, and undefined is no folder. */
  readonly current: string | null | undefined;
  readonly onOpen: (folderId: string | null) => void;
}

const NO_WAY: readonly string[] = [];

/** The folders in the top as a tree, for the side bar: opened by a click, and dropped onto. */
export function FolderTree({ current, onOpen }: FolderTreeProps) {
  const { t } = useTranslation();
  const top = useBranch(null);
  useLiveFolders();
  const known = typeof current === 'string';
  const { data } = useQuery(
    api.find.details.queryOptions({
      input: { id: current ?? '' },
      enabled: known,
      placeholderData: keepPreviousData,
    }),
  );
  const way = useMemo(() => data?.path.map(({ id }) => id) ?? NO_WAY, [data]);
  if (top.isSuccess && top.data.pages[0]?.items.length === 0)
    return <p className="px-3 py-1.5 text-xs text-muted">{t('organise.noFolders')}</p>;
  return (
    <Tree
      label={t('organise.foldersOfFiles')}
      marked={current}
      markedAs="current"
      way={way}
      drops
      onChoose={({ id }) => onOpen(id)}
    />
  );
}
