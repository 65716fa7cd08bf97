import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagColor } from '../../../electron/contract/drive.ts';
import { tagColors } from './limits.ts';
import { api } from './queries.ts';

/** A tag as the person knows it. */
export interface NamedTag {
  readonly color: TagColor;
  /** The person's own name for it, or else that of the colour. */
  readonly name: string;
  /** True when the person gave it a name. */
  readonly own: boolean;
  /** How many live entries carry it. */
  readonly count: number;
}

/** The seven tags in their order, whether or not the core has answered. */
export function useTags(): readonly NamedTag[] {
  const { t } = useTranslation();
  const { data } = useQuery(api.organise.tags.queryOptions());
  return useMemo(
    () =>
      tagColors.map((color) => {
        const known = data?.find((tag) => tag.color === color);
        const own = known?.name ?? null;
        return {
          color,
          name: own ?? t(`views.colors.${color}`),
          own: own !== null,
          count: known?.count ?? 0,
        };
      }),
    [data, t],
  );
}

/** How each tag is called. */
export function useTagNames(): (color: TagColor) => string {
  const tags = useTags();
  return useCallback((color) => tags.find((tag) => tag.color === color)?.name ?? color, [tags]);
}
