import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';

/** What was cut or copied, and not pasted yet. */
export interface Clipboard {
  readonly how: 'cut' | 'copy';
  readonly nodes: readonly DriveNode[];
  /** The folder that they were in; undefined where they come from several. */
  readonly from: string | null | undefined;
}

/** What pasting into a folder does: cut ones are moved, copied ones copied; null for nothing. */
export function pasting(
  clipboard: Clipboard | null,
  into: string | null | undefined,
): 'move' | 'copy' | null {
  if (clipboard === null || clipboard.nodes.length === 0 || into === undefined) return null;
  return clipboard.how === 'cut' ? 'move' : 'copy';
}

/** What is in the clipboard after pasting: copied ones can be pasted again, cut ones are where they should be. */
export function afterPasting(clipboard: Clipboard): Clipboard | null {
  return clipboard.how === 'copy' ? clipboard : null;
}

/** What is drawn faint, because it is about to leave. */
export function leaving(clipboard: Clipboard | null): ReadonlySet<string> {
  return new Set(clipboard?.how === 'cut' ? clipboard.nodes.map(({ id }) => id) : []);
}

// Kept with what was fetched, as it is forgotten with that when somebody else signs in.
const KEY = ['organise.clipboard'];

/** The clipboard of the app, the same on all pages. */
export function useClipboard() {
  const queries = useQueryClient();
  const { data } = useQuery<Clipboard | null>({
    queryKey: KEY,
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const clipboard = data ?? null;
  return useMemo(
    () => ({
      clipboard,
      keep: (next: Clipboard | null) => keep(queries, next),
      /** What could not be pasted there can be pasted elsewhere, unless something else was taken meanwhile. */
      putBack: (unused: Clipboard) => {
        if ((queries.getQueryData<Clipboard | null>(KEY) ?? null) === null) keep(queries, unused);
      },
    }),
    [clipboard, queries],
  );
}

function keep(queries: QueryClient, clipboard: Clipboard | null): void {
  // What nobody shows is thrown away by default after some minutes.
  queries.setQueryDefaults(KEY, { gcTime: Infinity });
  queries.setQueryData<Clipboard | null>(KEY, clipboard);
}
