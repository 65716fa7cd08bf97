import type { care as careGroup } from '../../contract/care.ts';
import type { ServiceOf } from '../lib/service.ts';
import { makeCheckJob, type CheckJobDeps } from './check-job.ts';
import { makeSnapshots, type SnapshotsDeps } from './snapshots.ts';

export type CareDeps = CheckJobDeps & SnapshotsDeps;

/** The cloud's care for itself. */
export interface Care {
  readonly service: ServiceOf<typeof careGroup>;
  /** Begins to make copies of the records by itself. */
  start(): void;
  /** Before the store and the database are closed. */
  stop(): Promise<void>;
}

/** Makes the care; nothing is begun. */
export function makeCare(deps: CareDeps): Care {
  const check = makeCheckJob(deps);
  const snapshots = makeSnapshots(deps);
  return {
    service: {
      watch: (caller, _input, signal) => check.watch(caller, signal),
      check: (_caller, input) => check.begin(input),
      snapshots: () => snapshots.list(),
      snapshot: () => snapshots.make(),
    },
    start: () => snapshots.start(),
    async stop() {
      await check.stop();
      await snapshots.stop();
    },
  };
}
