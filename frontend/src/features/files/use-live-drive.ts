import { type InfiniteData, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { refetchShown } from './long-lists.ts';
import { throttled } from './throttle.ts';

/** The shortest time between two looks at the same list, in milliseconds. */
const PAUSE_MS = 400;

/** Everything that files and folders, and how many there are, are shown from. */
export const DRIVE_GROUPS = [
  api.drive.key(),
  api.find.key(),
  api.organise.key(),
  api.versions.key(),
  api.space.key(),
  api.usage.summary.key(),
];

/** What the side bar shows on every page; it keeps that up to date itself. */
const SIDE_BAR = new Set([api.find.folders.key(), api.organise.tags.key()].map(pathOf));

/**
 * Keeps what is shown up to date: fetches it again when one of the folders that matter to it changes. Everything
 * else that was looked at before is only marked, to be fetched when it is looked at again.
 */
export function useLiveDrive(matters: (folderIds: readonly (string | null)[]) => boolean): void {
  const queries = useQueryClient();
  const refresh = useMemo(
    () =>
      throttled(
        () =>
          Promise.all(
            DRIVE_GROUPS.map((queryKey) =>
              refetchShown(queries, {
                queryKey,
                predicate: (query) => !SIDE_BAR.has(pathOf(query.queryKey)),
              }),
            ),
          ),
        PAUSE_MS,
      ),
    [queries],
  );
  useEffect(() => refresh.stop, [refresh]);

  useStream(
    (signal) => client.drive.watch(undefined, { signal }),
    ({ folderIds }) => {
      if (folderIds.length === 0) return;
      for (const queryKey of DRIVE_GROUPS) void queries.invalidateQueries({ queryKey, refetchType: 'none' });
      if (matters(folderIds)) refresh.ask();
    },
    // What changed while nobody listened is not told.
    { onInterrupted: refresh.ask },
  );
}

/** Fetches what was found anywhere again when folders are shared with the person, or are no more. */
export function useLiveReach(): void {
  const queries = useQueryClient();
  const told = useRef(false);
  const refresh = () => void refetchShown(queries, { queryKey: api.find.key() });
  useStream(
    (signal) => client.grants.watch(undefined, { signal }),
    () => {
      // The first thing told is how it is now.
      if (told.current) refresh();
      told.current = true;
    },
    { onInterrupted: refresh },
  );
}

/** Keeps the tree of folders in the side bar up to date. */
export function useLiveFolders(): void {
  const queries = useQueryClient();
  const refresh = useMemo(() => branchRefresh(queries), [queries]);
  useEffect(() => refresh.stop, [refresh]);

  useStream(
    (signal) => client.drive.watch(undefined, { signal }),
    ({ folderIds }) => {
      if (folderIds.length > 0) refresh.ask(folderIds);
    },
    { onInterrupted: () => refresh.ask(null) },
  );
}

function branchRefresh(queries: QueryClient) {
  const changed = new Set<string | null>();
  let all = false;
  const look = throttled(() => {
    const folderIds = all ? null : new Set(changed);
    changed.clear();
    all = false;
    return queries.refetchQueries({
      queryKey: api.find.folders.key(),
      type: 'active',
      predicate: (query) => folderIds === null || showsFolder(query, folderIds),
    });
  }, PAUSE_MS);
  return {
    stop: look.stop,
    /** Null for whatever may have changed. */
    ask(folderIds: readonly (string | null)[] | null): void {
      all ||= folderIds === null;
      for (const id of folderIds ?? []) changed.add(id);
      look.ask();
    },
  };
}

type Folders = Awaited<ReturnType<typeof client.find.folders>>;

/** Whether a branch of the tree is that of one of these folders, or has one of them in it. */
function showsFolder({ queryKey, state }: Query, folderIds: ReadonlySet<string | null>): boolean {
  const [, about] = queryKey;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only branches have this key
  const { input } = about as { input?: { folderId: string | null } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only branches have this key
  const data = state.data as InfiniteData<Folders> | undefined;
  return (
    input === undefined ||
    folderIds.has(input.folderId) ||
    (data?.pages.some(({ items }) => items.some(({ id }) => folderIds.has(id))) ?? false)
  );
}

function pathOf([path]: readonly unknown[]): string {
  return String(path);
}
