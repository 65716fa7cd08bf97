import type {
  Transfer,
  TransfersEvent,
  TransferStatus,
  TransferTotals,
} from '../../../../electron/contract/transfers.ts';

/** Longest list that is shown; the totals count all. */
const LISTED = 200;

/** A transfer of this page; `needsFile`: it broke off, and goes on once its file was chosen again. */
export interface PageTransfer extends Transfer {
  readonly needsFile?: boolean;
}

/** What matters most comes first. */
const RANK: Record<TransferStatus, number> = {
  asking: 0,
  running: 1,
  retrying: 2,
  failed: 3,
  paused: 4,
  waiting: 5,
  cancelled: 6,
  done: 7,
};

/** All uploads of the page as the panel shows them; `bytesPerSecond` is that of all together. */
export function summarize(
  transfers: readonly PageTransfer[],
  bytesPerSecond: number,
  reading: boolean,
): TransfersEvent {
  const totals = {
    waiting: 0,
    asking: 0,
    running: 0,
    paused: 0,
    failed: 0,
    done: 0,
    totalBytes: 0,
    doneBytes: 0,
  };
  for (const { status, totalBytes, doneBytes } of transfers) {
    if (status === 'retrying') totals.running += 1;
    else if (status !== 'cancelled') totals[status] += 1;
    if (status === 'failed' || status === 'cancelled' || status === 'asking') continue;
    totals.totalBytes += totalBytes;
    totals.doneBytes += doneBytes;
  }
  const left = totals.totalBytes - totals.doneBytes;
  const all: TransferTotals = {
    ...totals,
    bytesPerSecond,
    secondsLeft: bytesPerSecond > 0 && totals.running > 0 ? left / bytesPerSecond : null,
    reading,
  };
  const items =
    transfers.length <= LISTED
      ? transfers.toSorted((a, b) => RANK[a.status] - RANK[b.status])
      : // The newest of those that are done.
        transfers
          .map((transfer, at) => ({ transfer, at }))
          .toSorted(
            (a, b) =>
              RANK[a.transfer.status] - RANK[b.transfer.status] ||
              (a.transfer.status === 'done' ? b.at - a.at : a.at - b.at),
          )
          .slice(0, LISTED)
          .map(({ transfer }) => transfer);
  return { totals: all, items };
}
