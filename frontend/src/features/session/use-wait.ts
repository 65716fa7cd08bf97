import { useEffect, useState } from 'react';

/** Counts down after too many attempts: seconds left, 0 when one may try again; and a way to begin a wait. */
export function useWait(): [secondsLeft: number, begin: (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);

  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (until <= Date.now()) return undefined;
    const timer = setInterval(() => {
      tick();
      if (until <= Date.now()) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);

  return [left, (seconds) => setUntil(Date.now() + seconds * 1000)];
}

/** The wait that a TOO_MANY_ATTEMPTS failure asks for, in seconds; null for any other failure. */
export function waitOf(failure: { readonly code: string; readonly data?: unknown }): number | null {
  const { code, data } = failure;
  if (code !== 'TOO_MANY_ATTEMPTS' || typeof data !== 'object' || data === null) return null;
  return 'retryAfterSeconds' in data && typeof data.retryAfterSeconds === 'number'
    ? data.retryAfterSeconds
    : null;
}
