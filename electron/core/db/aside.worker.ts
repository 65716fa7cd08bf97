import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import type { AsideAnswer, AsideData, AsideTask } from './aside.ts';

/** Statements kept; they are few, as only some services read aside. */
const KEPT = 100;

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by the one who makes the thread
const { file, nativeBinding } = workerData as AsideData;
const sqlite = new Database(file, {
  readonly: true,
  fileMustExist: true,
  ...(nativeBinding === null ? {} : { nativeBinding }),
});
sqlite.pragma('query_only = ON');
sqlite.pragma('busy_timeout = 5000');
sqlite.pragma('cache_size = -32768');

const kept = new Map<string, Database.Statement>();

function prepare(text: string): Database.Statement {
  const statement = kept.get(text) ?? sqlite.prepare(text);
  kept.delete(text);
  kept.set(text, statement);
  if (kept.size > KEPT) {
    const [oldest = ''] = kept.keys();
    kept.delete(oldest);
  }
  return statement;
}

/** The one above only reads; this one is here for as long as its work takes. */
function checkpoint(): void {
  const writing = new Database(file, {
    fileMustExist: true,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
  try {
    // Waits for nobody, and nobody for it.
    writing.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    writing.close();
  }
}

port.on('message', (task: AsideTask) => {
  let answer: AsideAnswer;
  try {
    if (task === null) checkpoint();
    answer = { rows: task === null ? [] : prepare(task.text).all([...task.parameters]) };
  } catch (error) {
    answer = { error: String(error) };
  }
  port.postMessage(answer);
});
