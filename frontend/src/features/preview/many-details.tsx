import { Files } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type DriveNode, type TagColor } from '../../../../electron/contract/drive.ts';
import { useTagNames } from '../../api/tags.ts';
import { TagLabel } from '../../ui/tag.tsx';
import { Fact, Facts } from './details-parts.tsx';
import { useMeasure } from './use-measure.tsx';

/** What several files and folders have in common, and how much they are together. */
export function ManyDetails({ nodes }: { readonly nodes: readonly DriveNode[] }) {
  const { t } = useTranslation();
  const tagName = useTagNames();
  const together = useMeasure(nodes.map(({ id }) => id));
  const common = commonTags(nodes);
  return (
    <div className="p-5">
      <div className="grid aspect-4/3 w-full place-items-center rounded-xl bg-sunken">
        <Files aria-hidden="true" className="size-14 text-muted" strokeWidth={1.25} />
      </div>
      <p className="mt-4 mb-5 text-base font-semibold">
        {t('preview.details.selected', { count: nodes.length })}
      </p>
      <Facts>
        <Fact name={t('preview.details.inside')}>{together.count}</Fact>
        <Fact name={t('files.size')}>{together.size}</Fact>
      </Facts>
      {common.length === 0 ? null : (
        <>
          <p className="mt-5 mb-2 text-sm text-muted">{t('preview.details.commonTags')}</p>
          <ul className="flex flex-wrap gap-1.5">
            {common.map((color) => (
              <li key={color} className="flex max-w-full">
                <TagLabel color={color} name={tagName(color)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Tags that all of them carry, in the order of the first. */
export function commonTags(nodes: readonly Pick<DriveNode, 'tags'>[]): TagColor[] {
  const [first, ...others] = nodes;
  return (first?.tags ?? []).filter((color) => others.every(({ tags }) => tags.includes(color)));
}
