import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { throttled } from './throttle.ts';

/** The shortest time between two looks at the same list, in milliseconds. */
const PAUSE_MS = 400;

/**
 * Keeps what is shown up to date: fetches it again when one of the folders that matter to it changes. Everything
 * else that was looked at before is only marked, to be fetched when it is looked at again.
 */
export function useLiveDrive(matters: (folderIds: readonly (string | null)[]) => boolean): void {
  const queries = useQueryClient();
  const refresh = useMemo(
    () => throttled(() => queries.refetchQueries({ queryKey: api.drive.key(), type: 'active' }), PAUSE_MS),
    [queries],
  );
  useEffect(() => refresh.stop, [refresh]);

  useStream(
    (signal) => client.drive.watch(undefined, { signal }),
    ({ folderIds }) => {
      if (folderIds.length === 0) return;
      void queries.invalidateQueries({ queryKey: api.drive.key(), refetchType: 'none' });
      if (matters(folderIds)) refresh.ask();
    },
    // What changed while nobody listened is not told.
    { onInterrupted: refresh.ask },
  );
}
