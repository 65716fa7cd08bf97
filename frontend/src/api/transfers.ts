import { useEffect, useEffectEvent, useMemo } from 'react';
import type { ConflictChoice } from '../../../electron/contract/drive.ts';
import type { TransfersEvent } from '../../../electron/contract/transfers.ts';
import { client } from './client.ts';
import { computer } from './desktop.ts';
import { usePerson } from './session.ts';
import { uploadsOf } from './uploads/page-queue.ts';
import type { UploadAction } from './uploads/queue.ts';
import { useStream } from './use-stream.ts';

/** What can be done with the transfers of whoever is signed in. */
export interface TransferActs {
  act(action: UploadAction, ids: string[] | null): Promise<void>;
  decide(batchId: string, ids: string[] | null, choice: Exclude<ConflictChoice, 'ask'>): Promise<void>;
  /** Hands the file to an upload that broke off; false when it is another one. Browsers only. */
  give(id: string, file: File): boolean;
  /** Shows what was downloaded in its folder; undefined where the browser keeps that to itself. */
  readonly showDownload: ((id: string) => Promise<void>) | undefined;
}

/** The transfers as they stand, and what can be done: of the core in the window, of the page itself in a browser. */
export function useTransfers(onEvent: (event: TransfersEvent) => void): TransferActs {
  const { id: personId } = usePerson();
  const own = computer();
  const hear = useEffectEvent(onEvent);
  useStream((signal) => client.transfers.watch(undefined, { signal }), onEvent, { enabled: own !== null });
  useEffect(() => {
    if (own !== null) return undefined;
    const queue = uploadsOf(personId);
    hear(queue.state());
    return queue.subscribe(() => hear(queue.state()));
  }, [own, personId]);

  return useMemo(
    () =>
      own === null
        ? {
            act: (action, ids) => settled(() => uploadsOf(personId).act(action, ids)),
            decide: (batchId, ids, choice) => settled(() => uploadsOf(personId).decide(batchId, ids, choice)),
            give: (id, file) => uploadsOf(personId).give(id, file),
            showDownload: undefined,
          }
        : {
            act: (action, ids) => client.transfers[action]({ ids }),
            decide: (batchId, ids, choice) => client.transfers.decide({ batchId, ids, choice }),
            give: () => false,
            showDownload: (id) => client.transfers.show({ id }),
          },
    [own, personId],
  );
}

function settled(act: () => void): Promise<void> {
  act();
  return Promise.resolve();
}
