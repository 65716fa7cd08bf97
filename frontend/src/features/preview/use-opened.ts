import { useEffect, useRef } from 'react';
import { client } from '../../api/client.ts';

/** What is leafed over in passing was not looked at. In milliseconds. */
const PAUSE_MS = 400;

/** Notes for the list of recent files which ones are looked at: the first at once, others when one stays at them. */
export function useOpened(id: string): void {
  const first = useRef(true);
  useEffect(() => {
    // A list of recent files that misses one is not worth a message.
    const note = () => client.find.opened({ id }).catch(() => undefined);
    if (first.current) {
      first.current = false;
      void note();
      return undefined;
    }
    const timer = setTimeout(() => void note(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [id]);
}
