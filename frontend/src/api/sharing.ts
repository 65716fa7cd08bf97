import { useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { client } from './client.ts';
import { api } from './queries.ts';
import { useStream } from './use-stream.ts';

/** Asks for a link or for files, over whatever page is shown. */
export interface SharingActs {
  readonly share: (nodes: readonly DriveNode[]) => void;
  /** Null is the top. */
  readonly requestFiles: (folder: { readonly id: string | null; readonly name: string }) => void;
}

export const SharingContext = createContext<SharingActs | null>(null);

/** What opens the dialogs of sharing; null where nobody offers them. */
export function useSharingActs(): SharingActs | null {
  return use(SharingContext);
}

/** Keeps everything that is known of the person's shares up to date, for as long as some of it is shown. */
export function useLiveShares(): void {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: api.shares.key() });
  useStream((signal) => client.shares.watch(undefined, { signal }), refresh, { onInterrupted: refresh });
}

/** Keeps up to date who shares what with whom, for as long as some of it is shown. */
export function useLiveGrants(): void {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: api.grants.key() });
  useStream((signal) => client.grants.watch(undefined, { signal }), refresh, { onInterrupted: refresh });
}
