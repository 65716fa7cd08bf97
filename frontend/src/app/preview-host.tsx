import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';

/** What a look at some files begins with. */
export interface PreviewRequest {
  /** What can be leafed through, in its order. */
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
  const [, setRequest] = useState<PreviewRequest | null>(null);
  const open = useCallback<OpenPreview>((request) => setRequest(request), []);
  return <PreviewContext value={open}>{children}</PreviewContext>;
}
