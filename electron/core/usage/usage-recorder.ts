import type { ActivityEntry } from '../../contract/usage.ts';
import type { Db, Tx } from '../db/schema.ts';

/** What other rooms tell the statistics. Given a transaction, the note is part of it. */
export interface UsageRecorder {
  /**
   * Notes something a person did; entries of one kind within a few seconds are shown as one with a count,
   * and what strangers do with the same thing for as long as they go on with it.
   * `subject` is the first of `count` (1 when absent).
   */
  activity(
    db: Db | Tx,
    entry: { userId: string; kind: ActivityEntry['kind']; subject: string | null; count?: number },
  ): Promise<void>;
  /** Adds a finished upload or download, or `count` of them with so many bytes together, to the day's figures. */
  traffic(
    db: Db | Tx,
    entry: { userId: string; direction: 'upload' | 'download'; bytes: number; count?: number },
  ): Promise<void>;
}
