import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { useTagNames } from '../../api/tags.ts';
import { useFormat } from '../../i18n/format.ts';
import { NodeIcon } from '../../ui/file-icon.tsx';
import { TagMarks } from '../../ui/tag.tsx';
import { kindText } from './columns.tsx';
import { LatePicture } from './late-picture.tsx';
import { StarButton } from './star-button.tsx';

/** What a tile shows: the picture of the file, its name, and what else is known in one line. */
export function useFileTile(): (node: DriveNode, id: string) => ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const tagName = useTagNames();
  return useMemo(
    () =>
      function FileTile(node: DriveNode, id: string) {
        const kind = kindText(t, node);
        const icon = (
          <span className="scale-150">
            <NodeIcon node={node} />
          </span>
        );
        return (
          <>
            <span className="m-1.5 mb-0 flex min-h-0 flex-1 overflow-hidden rounded-lg bg-sunken">
              {/* Another content is another picture. */}
              <LatePicture key={node.contentId} node={node} icon={icon} />
            </span>
            <StarButton
              node={node}
              // For fingers it is large, but does not look it: the picture is what one came for.
              className="absolute top-2 right-2 bg-surface shadow-card hover:bg-sunken touch:top-1 touch:right-1 touch:rounded-full touch:bg-clip-content touch:p-1.5 touch:shadow-none"
            />
            <span className="flex flex-col gap-0.5 px-3 pt-2 pb-2.5">
              <span className="truncate font-medium" title={node.name}>
                {node.name}
              </span>
              <span id={id} className="flex h-4.5 items-center gap-2 text-xs text-muted">
                <span className="min-w-0 truncate">
                  {node.sizeBytes === null ? kind : format.bytes(node.sizeBytes)}
                  {node.sizeBytes === null ? null : <span className="sr-only">, {kind}</span>}
                </span>
                <TagMarks colors={node.tags} name={tagName} className="ml-auto" />
                {node.favourite ? <span className="sr-only">{t('views.favourite')}</span> : null}
              </span>
            </span>
          </>
        );
      },
    [t, format, tagName],
  );
}
