import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { throttled } from './throttle.ts';

/** The shortest time between two counts, in milliseconds. */
const PAUSE_MS = 400;

/** Keeps the names and counts of the tags up to date, for as long as they are shown. */
export function useLiveTags(): void {
  const queries = useQueryClient();
  const refresh = useMemo(
    () =>
      throttled(
        () => queries.refetchQueries({ queryKey: api.organise.tags.key(), type: 'active' }),
        PAUSE_MS,
      ),
    [queries],
  );
  useEffect(() => refresh.stop, [refresh]);
  useStream((signal) => client.drive.watch(undefined, { signal }), refresh.ask, {
    onInterrupted: refresh.ask,
  });
}
