import { useEffect, useEffectEvent, useState } from 'react';
import { useConnectionState } from '../api/client.ts';
import { useEngine } from '../api/engine.ts';

/** Pauses before the tries while all seems well; after the last one, only a return of the cloud gives another. */
const PAUSES_MS = [2000, 8000, 30_000];
/** Those who wait for the same do not all ask in the same moment. */
const SPREAD_MS = 1500;

interface UntilBackProps {
  /** How often it was tried since the cloud came back. */
  readonly tries: number;
  /** Time for another try; `back`: the cloud was away and is there again, so that counting begins anew. */
  readonly onTry: (back: boolean) => void;
}

/** Waits, in the place of something that could not be fetched, for the moment to ask again. Shows nothing. */
export function UntilBack({ tries, onTry }: UntilBackProps) {
  const { kind } = useConnectionState();
  const ready = useEngine()?.status === 'running' && kind === 'connected';
  const [back, setBack] = useState(!ready);
  if (!ready && !back) setBack(true);
  const pause = back ? 0 : PAUSES_MS[tries];
  const tryNow = useEffectEvent(() => onTry(back));

  useEffect(() => {
    if (!ready || pause === undefined) return undefined;
    const timer = setTimeout(() => tryNow(), pause + Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [ready, pause]);
  return null;
}
