import { afterAll, beforeAll, expect, test } from 'vitest';
import { tempDatabase } from '../../../tests/support/temp-database.ts';
import { asideInPlace } from '../db/aside.ts';
import { makeEvents } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import { silentLog } from '../lib/log.ts';
import { makeUsage } from '../usage/usage.ts';
import { Ledger } from './ledger.ts';
import { newRow } from './rows.ts';
import { makeTask } from './task.ts';

const MIB = 1024 * 1024;
let database: Awaited<ReturnType<typeof tempDatabase>>;
beforeAll(async () => {
  database = await tempDatabase();
});
afterAll(() => database.close());

async function begun(totalBytes: number) {
  const { db } = database;
  const events = makeEvents();
  const log = silentLog();
  const usage = makeUsage({ db, aside: asideInPlace(db), events, freeSpace: () => Promise.resolve(null) });
  const ledger = new Ledger({ db, usage: usage.recorder, events, log, tasksOf: () => [] });
  const row = newRow({
    batch_id: newId(),
    user_id: newId(),
    direction: 'upload',
    name: 'film.mp4',
    path: '/films/film.mp4',
    total_bytes: totalBytes,
  });
  const book = await ledger.book(row.user_id);
  book.add('waiting', totalBytes, 0);
  return { ledger, book, task: makeTask(row, null, null) };
}

test('parts that were stored before count as done, and not as speed', async () => {
  const { ledger, book, task } = await begun(4000 * MIB);
  ledger.progress(task, 3000 * MIB);
  expect(book.totals()).toMatchObject({ doneBytes: 3000 * MIB, bytesPerSecond: 0 });
  expect(task.speed.bytesPerSecond()).toBe(0);
  ledger.progress(task, 3001 * MIB);
  expect(book.totals().doneBytes).toBe(3001 * MIB);
  expect(book.totals().bytesPerSecond).toBeGreaterThan(0);
  expect(book.totals().bytesPerSecond).toBeLessThanOrEqual(4 * MIB);
});

test('a small file, which goes at once, counts as speed', async () => {
  const { ledger, book, task } = await begun(1000);
  ledger.progress(task, 1000);
  expect(book.totals()).toMatchObject({ doneBytes: 1000 });
  expect(book.totals().bytesPerSecond).toBeGreaterThan(0);
});
