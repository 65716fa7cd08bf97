import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { DeleteDialog } from '../features/files/delete-dialog.tsx';
import { useTrashActions } from '../features/files/use-trash-actions.ts';
import { useDownload } from '../features/files/use-upload.ts';
import { Preview } from '../features/preview/preview.tsx';
import { useCopyToMine } from './use-copy-to-mine.ts';
import { useShowFolder } from './use-show-folder.ts';

/** What a look at some files begins with. */
export interface PreviewRequest {
  /** What can be leafed through, in its order; folders are passed over. */
  readonly nodes: readonly DriveNode[];
  /** The one to begin with. */
  readonly id: string;
  /** Called with the last one looked at when the preview closes. */
  readonly onClosed?: (id: string) => void;
}

type OpenPreview = (request: PreviewRequest) => void;

const PreviewContext = createContext<OpenPreview | null>(null);

/** Opens the preview over whatever page is shown. */
export function usePreview(): OpenPreview {
  const open = use(PreviewContext);
  if (open === null) throw new Error('outside of the preview host');
  return open;
}

/** Holds the one preview of the window, for all pages. */
export function PreviewHost({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<PreviewRequest | null>(null);
  const showFolder = useShowFolder();
  const download = useDownload();
  const { trash } = useTrashActions();
  const copyToMine = useCopyToMine();
  const [deleting, setDeleting] = useState<DriveNode | null>(null);
  const setAt = useCallback((id: string) => setRequest((now) => (now === null ? null : { ...now, id })), []);
  const close = useCallback(() => {
    setRequest(null);
    if (request !== null) request.onClosed?.(request.id);
  }, [request]);
  const actions = useMemo(
    () => ({
      onDownload: (node: DriveNode) => void download([node]),
      onDelete: setDeleting,
      onCopyToMine: copyToMine,
      onOpenFolder: showFolder,
    }),
    [download, copyToMine, showFolder],
  );

  async function remove(node: DriveNode): Promise<void> {
    await trash([node]);
    setRequest((now) => now && without(now, node.id));
  }

  return (
    <PreviewContext value={setRequest}>
      {children}
      {request === null ? null : (
        <Preview nodes={request.nodes} at={request.id} onAt={setAt} onClose={close} actions={actions} />
      )}
      {deleting === null ? null : (
        <DeleteDialog
          items={[deleting]}
          onDelete={() => remove(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </PreviewContext>
  );
}

/** Goes on with the file behind the one that went away, or else the one before it; null when it was the last. */
function without(request: PreviewRequest, id: string): PreviewRequest | null {
  const files = request.nodes.filter((node) => node.kind === 'file');
  const at = files.findIndex((node) => node.id === id);
  const next = files[at + 1] ?? files[at - 1];
  return next === undefined
    ? null
    : { ...request, nodes: request.nodes.filter((node) => node.id !== id), id: next.id };
}
