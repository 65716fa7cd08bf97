import { skipToken, useQuery } from '@tanstack/react-query';
import type { EngineState } from '../../../electron/contract/engine.ts';
import { client } from './client.ts';
import { api, queryClient } from './queries.ts';
import { useStream } from './use-stream.ts';

const key = api.engine.watch.experimental_liveKey();

/** Keeps what {@link useEngine} answers up to date; used once, around the pages. */
export function useEngineWatch(): void {
  useStream(
    (signal) => client.engine.watch(undefined, { signal }),
    (state) => {
      queryClient.setQueryData(key, state);
    },
  );
}

/** What the server is doing, live; undefined until the first word of it. */
export function useEngine(): EngineState | undefined {
  return useQuery<EngineState>({ queryKey: key, queryFn: skipToken }).data;
}
