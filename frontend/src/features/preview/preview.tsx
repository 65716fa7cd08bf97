import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { api } from '../../api/queries.ts';
import { DetailsPanel } from './details-panel.tsx';
import { subjectOf } from './subject.ts';
import { useOpened } from './use-opened.ts';
import { usePreload } from './use-preload.ts';
import { Viewer } from './viewer.tsx';

export interface PreviewProps {
  /** What one goes through, in the order of the list; folders are passed over. */
  readonly nodes: readonly DriveNode[];
  /** The id of the file that is shown. */
  readonly at: string;
  readonly onAt: (id: string) => void;
  readonly onClose: () => void;
  /** Brings more of the list; asked for when the end comes near. */
  readonly onMore?: (() => void) | undefined;
  readonly actions?: PreviewActions | undefined;
}

/** What can be done with the file that is shown; what is missing gets no button. */
export interface PreviewActions {
  readonly onDownload?: ((node: DriveNode) => void) | undefined;
  /** Not offered where one may only look. */
  readonly onDelete?: ((node: DriveNode) => void) | undefined;
  /** Offered for what somebody else shares. */
  readonly onCopyToMine?: ((node: DriveNode) => void) | undefined;
  /** Shows a folder (null: the top) from the details, after the preview closed. */
  readonly onOpenFolder?: ((folderId: string | null) => void) | undefined;
}

/** Files from the end of the list at which more of it is asked for. */
const NEAR_END = 3;
const NO_ACTIONS: PreviewActions = {};

/** One file over the whole window, and the way to those before and after it. */
export function Preview({ nodes, at, onAt, onClose, onMore, actions = NO_ACTIONS }: PreviewProps) {
  const { t } = useTranslation();
  const [detailed, setDetailed] = useState(false);
  const files = useMemo(() => nodes.filter(({ kind }) => kind === 'file'), [nodes]);
  const index = files.findIndex(({ id }) => id === at);
  const node = files[index];
  const before = files[index - 1];
  const after = files[index + 1];
  // The list may be older than what is known of the one file.
  const { data: newest } = useQuery(api.find.details.queryOptions({ input: { id: at }, staleTime: 0 }));
  const current = newest?.id === at ? newest : node;
  const subject = useMemo(() => (current === undefined ? null : subjectOf(current)), [current]);

  const gone = node === undefined || subject === null;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  const nearEnd = index >= files.length - NEAR_END;
  useEffect(() => {
    if (nearEnd) onMore?.();
  }, [nearEnd, onMore]);
  useOpened(at);
  usePreload(after);
  usePreload(before);

  if (node === undefined || subject === null) return null;
  const { onDownload, onDelete, onCopyToMine, onOpenFolder } = actions;
  // A list of a folder does not say whose it is.
  const access = newest?.id === at ? newest.owner?.access : undefined;
  return (
    <Viewer
      subject={subject}
      note={t('preview.position', { at: index + 1, total: files.length })}
      onPrevious={before === undefined ? undefined : () => onAt(before.id)}
      onNext={after === undefined ? undefined : () => onAt(after.id)}
      onDownload={onDownload === undefined ? undefined : () => onDownload(node)}
      onCopyToMine={onCopyToMine === undefined || access === undefined ? undefined : () => onCopyToMine(node)}
      onDelete={onDelete === undefined || access === 'read' ? undefined : () => onDelete(node)}
      onDetails={() => setDetailed(!detailed)}
      details={
        detailed ? (
          <DetailsPanel
            nodes={[node]}
            onClose={() => setDetailed(false)}
            onOpenFolder={
              onOpenFolder === undefined
                ? undefined
                : (folderId) => {
                    onClose();
                    onOpenFolder(folderId);
                  }
            }
          />
        ) : null
      }
      onClose={onClose}
    />
  );
}
