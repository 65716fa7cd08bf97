import { useEffect, useRef, useState } from 'react';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { type Outcome, roundOf } from './summary.ts';

/** How the last round of transfers ended; null until one ends in sight of the page. */
export function useOutcome(totals: TransferTotals | undefined): Outcome | null {
  const [last, setLast] = useState<Outcome | null>(null);
  const since = useRef<Outcome | null>(null);

  useEffect(() => {
    if (totals === undefined) return;
    const round = roundOf(since.current, totals);
    since.current = round.since;
    if (round.outcome !== null) setLast(round.outcome);
  }, [totals]);

  return last;
}
