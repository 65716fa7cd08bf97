import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useStream } from '../../api/use-stream.ts';

/** Adding everything up takes long, so changes that follow each other are waited for. */
const PAUSE_MS = 1500;

/** Keeps what the page shows up to date while files change. */
export function useLiveSpace(): void {
  const queries = useQueryClient();
  const [changes, setChanges] = useState(0);
  useStream(
    (signal) => client.usage.watch(undefined, { signal }),
    () => setChanges((count) => count + 1),
  );
  const refresh = useEffectEvent(
    () => void queries.invalidateQueries({ queryKey: api.space.key(), refetchType: 'active' }),
  );
  useEffect(() => {
    // The first one only says that the stream begins.
    if (changes < 2) return undefined;
    const timer = setTimeout(refresh, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [changes]);
}
