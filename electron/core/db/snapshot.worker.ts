import Database from 'better-sqlite3';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createGzip } from 'node:zlib';

/** What the thread is told when it is made. */
export interface SnapshotTask {
  readonly file: string;
  readonly nativeBinding: string | null;
  /** The copy to be made, packed; what is in between lies beside it. */
  readonly to: string;
}

/** What it answers. */
export interface SnapshotAnswer {
  readonly bytes: number;
}

/** What is of use on this computer and this day only, or would let somebody in: no copy holds it. */
const LEFT_OUT = ['sessions', 'throttles', 'transfers'];

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by the one who makes the thread
const task = workerData as SnapshotTask;
port.postMessage(await takeSnapshot(task));

/** Copies the database as it is at one moment while it is in use, without what must not leave, and packs it. */
async function takeSnapshot({ file, nativeBinding, to }: SnapshotTask): Promise<SnapshotAnswer> {
  const options = nativeBinding === null ? {} : { nativeBinding };
  const copy = `${to}.part`;
  await rm(copy, { force: true });
  const from = new Database(file, { readonly: true, fileMustExist: true, ...options });
  try {
    from.pragma('busy_timeout = 5000');
    // One read transaction, and no page that was freed comes along.
    from.prepare('vacuum into ?').run(copy);
  } finally {
    from.close();
  }
  const written = new Database(copy, options);
  try {
    written.pragma('journal_mode = MEMORY');
    written.pragma('secure_delete = ON');
    for (const table of LEFT_OUT) written.prepare(`delete from ${table}`).run();
  } finally {
    written.close();
  }
  await pipeline(createReadStream(copy), createGzip(), createWriteStream(to, { mode: 0o600 }));
  await rm(copy, { force: true });
  return { bytes: (await stat(to)).size };
}
