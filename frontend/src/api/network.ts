import { skipToken, useQuery } from '@tanstack/react-query';
import type { NetworkState } from '../../../electron/contract/network.ts';
import { client } from './client.ts';
import { api, queryClient } from './queries.ts';
import { useStream } from './use-stream.ts';

const key = api.network.watch.experimental_liveKey();

/** Keeps what {@link useNetwork} answers up to date; used once, around the pages. */
export function useNetworkWatch(): void {
  useStream((signal) => client.network.watch(undefined, { signal }), setNetwork);
}

/** Takes over the answer of a call that changed the network, before the stream tells of it. */
export function setNetwork(state: NetworkState): void {
  queryClient.setQueryData(key, state);
}

/** How the cloud can be reached from other devices, live; undefined until the first word of it. */
export function useNetwork(): NetworkState | undefined {
  return useQuery<NetworkState>({ queryKey: key, queryFn: skipToken }).data;
}
