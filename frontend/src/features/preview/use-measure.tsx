import { skipToken, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Entries that can be measured at once. */
const MOST = 10_000;

/** How much is in some folders and files together, in words. */
export function useMeasure(ids: readonly string[], wanted = true): { count: ReactNode; size: ReactNode } {
  const { t } = useTranslation();
  const format = useFormat();
  const possible = wanted && ids.length > 0 && ids.length <= MOST;
  const { data, isError } = useQuery(
    api.find.measure.queryOptions({ input: possible ? { ids: [...ids] } : skipToken, staleTime: 0 }),
  );
  if (data === undefined) {
    const missing = isError || !possible ? '–' : <Skeleton className="ml-auto h-5 w-20" />;
    return { count: missing, size: missing };
  }
  const { bytes, files, folders } = data;
  const counts = [
    ...(files > 0 || folders === 0 ? [t('preview.details.files', { count: files })] : []),
    ...(folders > 0 ? [t('preview.details.folders', { count: folders })] : []),
  ];
  return { count: counts.join(', '), size: format.bytes(bytes) };
}
