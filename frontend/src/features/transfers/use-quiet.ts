import { useEffect, useState } from 'react';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { moodOf } from './summary.ts';

/** Long enough to see that all is finished, in milliseconds. */
const REST_MS = 8000;

/** True once everything was finished well for a while. */
export function useQuiet(totals: TransferTotals): boolean {
  const mood = moodOf(totals);
  const well = mood === 'done' || mood === 'nothing';
  const [quiet, setQuiet] = useState(false);

  useEffect(() => {
    if (!well) return undefined;
    const timer = setTimeout(() => {
      setQuiet(true);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      setQuiet(false);
    };
  }, [well]);

  return well && quiet;
}
