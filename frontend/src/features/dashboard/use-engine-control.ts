import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { client } from '../../api/client.ts';
import { useFailureToast } from '../../api/failure.ts';
import { useStream } from '../../api/use-stream.ts';

type EngineAct = 'start' | 'stop' | 'restart';

/** What drives the server, and how many transfers that would hold up. */
export function useEngineControl() {
  const failed = useFailureToast();
  const [totals, setTotals] = useState<TransferTotals | null>(null);
  useStream(
    (signal) => client.transfers.watch(undefined, { signal }),
    (event) => setTotals(event.totals),
  );
  const control = useMutation({
    mutationFn: (what: EngineAct) => client.engine[what](),
    onError: failed,
  });
  return {
    /** What is being asked of the server at the moment. */
    busy: control.isPending ? control.variables : null,
    act: (what: EngineAct) => control.mutate(what),
    transfersOpen: totals === null ? 0 : totals.running + totals.waiting,
  };
}
