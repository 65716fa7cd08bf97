import type { Db, Tx } from '../db/schema.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { grouped } from '../lib/grouped.ts';
import { commitUploads, type Committed } from './commit-upload.ts';
import type { StoredUpload, UploadNote } from './drive-access.ts';

interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly now: () => Date;
}
interface Waiting {
  readonly upload: StoredUpload;
  resolve(committed: Committed): void;
  reject(error: unknown): void;
}

/** Uploads committed together: a transaction of some milliseconds. */
const AT_ONCE = 32;
/** While one commit follows the other, uploads gather for so long, in milliseconds. */
const GATHER_MS = 12;
/** A commit so short a time ago, in milliseconds, means that more uploads are on their way. */
const BUSY_MS = 60;

/**
 * Commits uploads that end at the same moment in one transaction: waiting for the disk is what a commit costs, and so
 * many small files pay it once. A lone upload waits for nothing; where one follows the other, they gather a moment.
 */
export function makeCommitQueue(deps: Deps): (upload: StoredUpload) => Promise<Committed> {
  const waiting: Waiting[] = [];

  const commit = async (group: readonly Waiting[]): Promise<void> => {
    const settle: (() => void)[] = [];
    try {
      await deps.db.transaction().execute(async (tx) => {
        const uploads = group.map(({ upload }) => upload);
        const outcomes = await commitUploads(tx, uploads, deps.now().toISOString());
        const stored: StoredUpload[] = [];
        const notes: UploadNote[] = [];
        for (const [index, outcome] of outcomes.entries()) {
          const one = group[index];
          if (one === undefined) continue;
          if ('refused' in outcome) {
            settle.push(() => one.reject(outcome.refused));
            continue;
          }
          if (one.upload.note !== undefined) notes.push(one.upload.note);
          if (isStored(outcome)) stored.push({ ...one.upload, name: outcome.node.name });
          settle.push(() => one.resolve(outcome));
        }
        await noteUploads(tx, deps.usage, stored);
        for (const [write, some] of grouped(notes, (note) => note.write))
          await write(
            tx,
            some.map(({ id }) => id),
          );
      });
    } catch (error) {
      const [first, ...others] = group;
      if (others.length === 0) first?.reject(error);
      else for (const one of group) await commit([one]);
      return;
    }
    for (const tell of settle) tell();
  };

  let timer: NodeJS.Timeout | undefined;
  let committedAt = Number.NEGATIVE_INFINITY;

  const next = () => {
    timer = undefined;
    const group = waiting.splice(0, AT_ONCE);
    if (waiting.length > 0) setImmediate(next);
    // Never rejects: each upload is told by itself.
    void commit(group).then(() => {
      committedAt = performance.now();
    });
  };
  return (upload) =>
    new Promise((resolve, reject) => {
      const count = waiting.push({ upload, resolve, reject });
      if (count === 1 && performance.now() - committedAt < BUSY_MS) timer = setTimeout(next, GATHER_MS);
      else if (count === 1) setImmediate(next);
      else if (count === AT_ONCE && timer !== undefined) {
        clearTimeout(timer);
        next();
      }
    });
}

/** True when it added a content. */
export function isStored({ change }: Committed): boolean {
  return change === 'created' || change === 'replaced';
}

/**
 * Tells the statistics once a person, whatever the number of files: those of the drive what came, and those of whoever
 * did it that they did.
 */
async function noteUploads(tx: Tx, usage: UsageRecorder, stored: readonly StoredUpload[]): Promise<void> {
  for (const [userId, uploads] of grouped(stored, (upload) => upload.userId)) {
    const count = uploads.length;
    const bytes = uploads.reduce((sum, { size }) => sum + size, 0);
    await usage.traffic(tx, { userId, direction: 'upload', bytes, count });
  }
  for (const [userId, uploads] of grouped(stored, ({ doneBy, userId: owner }) =>
    doneBy === undefined ? owner : doneBy,
  )) {
    if (userId === null) continue;
    const [first] = uploads;
    const activity = {
      userId,
      kind: 'uploaded',
      subject: first?.name ?? null,
      count: uploads.length,
    } as const;
    await usage.activity(tx, activity);
  }
}
