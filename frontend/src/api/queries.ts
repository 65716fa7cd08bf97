import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { client } from './client.ts';
import { hasCode, wasInterrupted } from './errors.ts';

/** Keys, query options and mutation options of every call. */
export const api = createTanstackQueryUtils(client);

/** Everything that was fetched. What changes is told by streams, so nothing is fetched again merely for its age. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSession }),
  mutationCache: new MutationCache({ onError: noticeSession }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 3 && wasInterrupted(error),
      retryDelay: 300,
    },
    mutations: { networkMode: 'always' },
  },
});

/**
 * Looks whether a failure means that the session ended or a new password is due; then whoever shows the pages hears
 * of it by `session.me`. Streams hand their failures in by themselves.
 */
export function noticeSession(error: unknown): void {
  if (hasCode(error, 'NOT_SIGNED_IN')) queryClient.setQueryData(api.session.me.queryKey(), null);
  else if (hasCode(error, 'PASSWORD_CHANGE_REQUIRED', 'SETUP_INCOMPLETE', 'SETUP_ALREADY_DONE'))
    void queryClient.invalidateQueries({ queryKey: api.session.me.queryKey() });
  // Elsewhere the first run was finished, or the cloud was brought back.
  if (hasCode(error, 'SETUP_INCOMPLETE', 'SETUP_ALREADY_DONE'))
    void queryClient.invalidateQueries({ queryKey: api.cloud.info.queryKey() });
}

/** Forgets what belongs to the person who was signed in. */
export function forgetPerson(): void {
  const [mine] = api.session.me.queryKey();
  const [cloud] = api.cloud.info.queryKey();
  const kept = new Set([String(mine), String(cloud)]);
  queryClient.removeQueries({ predicate: ({ queryKey: [path] }) => !kept.has(String(path)) });
}
