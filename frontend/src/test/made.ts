import type { DriveNode } from '../../../electron/contract/drive.ts';
import type { EngineState } from '../../../electron/contract/engine.ts';
import type { TransferTotals } from '../../../electron/contract/transfers.ts';

/** A small text, but for what is told. */
export const madeFile = (change: Partial<DriveNode> & { id: string }): DriveNode => ({
  kind: 'file',
  name: `${change.id}.txt`,
  sizeBytes: 1,
  type: 'document',
  mime: 'text/plain',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
  tags: [],
  favourite: false,
  contentId: null,
  ...change,
});

/** A server of our own that runs, but for what is told. */
export const madeEngine = (change: Partial<EngineState> = {}): EngineState => ({
  kind: 'managed',
  status: 'running',
  stage: null,
  progress: null,
  failure: null,
  nextTryAt: null,
  failuresInARow: 0,
  since: null,
  details: null,
  ...change,
});

/** What is told of no transfers at all, but for what is given. */
export const madeTotals = (change: Partial<TransferTotals> = {}): TransferTotals => ({
  waiting: 0,
  asking: 0,
  running: 0,
  paused: 0,
  failed: 0,
  done: 0,
  totalBytes: 0,
  doneBytes: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  reading: false,
  ...change,
});
