import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { useDownload } from '../features/files/use-upload.ts';
import { Preview } from '../features/preview/preview.tsx';
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
  const setAt = useCallback((id: string) => setRequest((now) => (now === null ? null : { ...now, id })), []);
  const close = useCallback(() => {
    setRequest(null);
    if (request !== null) request.onClosed?.(request.id);
  }, [request]);
  const actions = useMemo(
    () => ({
      onDownload: ({ id }: DriveNode) => void download([id]),
      onOpenFolder: showFolder,
    }),
    [download, showFolder],
  );
  return (
    <PreviewContext value={setRequest}>
      {children}
      {request === null ? null : (
        <Preview nodes={request.nodes} at={request.id} onAt={setAt} onClose={close} actions={actions} />
      )}
    </PreviewContext>
  );
}
