import { useEffect, useState } from 'react';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { moodOf } from './summary.ts';

/** Long enough to see that all is finished, in milliseconds. */
const REST_MS = 8000;

/**
 * True once everything was finished well for a while; at once for what had ended before the page was opened
 * (`seen` false). The while does not pass as long as somebody is at it (`attended`).
 */
export function useQuiet(totals: TransferTotals, seen: boolean, attended: boolean): boolean {
  const mood = moodOf(totals);
  const well = mood === 'done' || mood === 'nothing';
  const [rested, setRested] = useState(false);

  useEffect(() => {
    if (!well || attended) return undefined;
    const timer = setTimeout(() => {
      setRested(true);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [well, attended]);

  useEffect(() => {
    if (!well) return undefined;
    return () => setRested(false);
  }, [well]);

  return well && (rested || !seen);
}
