import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { Purge } from './purge.ts';

/** What each service of the drive is made of. */
export interface ServiceDeps {
  readonly db: Db;
  /** Reads much without blocking. */
  readonly aside: Aside;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly now: () => Date;
  readonly purge: Purge;
  /** What is done in the drives of others. */
  readonly elsewhere: Elsewhere;
  /** States that these folders of a user show something else. */
  readonly tell: (userId: string, folderIds: readonly string[]) => void;
}
