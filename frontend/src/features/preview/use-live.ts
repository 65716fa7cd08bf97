import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';
import { later } from './later.ts';

/** Changes come in bursts; they are looked at together, so much later at most. In milliseconds. */
const PAUSE_MS = 500;

/** Keeps what is said of files up to date while it is shown. */
export function useLive(): void {
  const queries = useQueryClient();
  const update = useMemo(() => later(() => refresh(queries), PAUSE_MS), [queries]);
  useEffect(() => update.stop, [update]);
  useStream(
    (signal) => client.drive.watch(undefined, { signal }),
    ({ folderIds }) => {
      if (folderIds.length > 0) update.ask();
    },
    // What changed while nobody listened is not told.
    { onInterrupted: update.ask },
  );
}

/** Fetches anew what is said of files, after something was done to one. */
export function refresh(queries: ReturnType<typeof useQueryClient>): void {
  const { details, measure, history } = api.find;
  for (const queryKey of [details.key(), measure.key(), history.key(), api.versions.list.key()])
    void queries.invalidateQueries({ queryKey });
}
