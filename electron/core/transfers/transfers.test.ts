import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TransfersEvent } from '../../contract/transfers.ts';
import { makeFile } from '../../../tests/support/made-files.ts';
import {
  startTestTransfers,
  type TestPerson,
  type TestTransfers,
} from '../../../tests/support/test-transfers.ts';

let world: TestTransfers;
let ana: TestPerson;

beforeEach(async () => {
  world = await startTestTransfers();
  ana = await world.addPerson('ana');
});
afterEach(() => world.stop());

test('one person’s many files do not stand before another’s one', async () => {
  const bob = await world.addPerson('bob');
  const top = path.join(world.folder, 'many');
  await mkdir(top);
  for (let number = 0; number < 1000; number += 1) await writeFile(path.join(top, String(number)), 'x');
  const one = await makeFile(world.folder, 'one', 10);
  await ana.upload([top]);
  await vi.waitFor(async () => expect((await ana.view()).totals.done).toBeGreaterThan(0), {
    timeout: 60_000,
    interval: 5,
  });
  await bob.upload([one]);
  await bob.settled();
  expect((await ana.view()).totals.done).toBeLessThan(1000);
  await ana.settled();
});

test('a watcher gets a snapshot at once, a few events a second, and totals that agree with the table', async () => {
  const top = path.join(world.folder, 'watched');
  await mkdir(top);
  for (let number = 0; number < 400; number += 1) await writeFile(path.join(top, String(number)), 'abc');
  const stop = new AbortController();
  const events: TransfersEvent[] = [];
  const since = performance.now();
  const watching = (async () => {
    for await (const event of await world.room().service.watch(ana.caller, undefined, stop.signal))
      events.push(event);
  })();
  await vi.waitFor(() => expect(events).toHaveLength(1), 60_000);
  expect(events[0]?.items).toEqual([]);
  await ana.upload([top]);
  await ana.settled();
  await vi.waitFor(() => expect(events.at(-1)?.totals.done).toBe(400), 60_000);
  stop.abort();
  await watching;
  // One every 220 ms, however long it all took; the first and the end alone are told at once.
  expect(events.length).toBeLessThanOrEqual((performance.now() - since) / 200 + 3);
  expect(Math.max(...events.map(({ items }) => items.length))).toBeLessThanOrEqual(220);
  await world.restart();
  const { totals } = await ana.view();
  expect(totals).toMatchObject({ done: 400, waiting: 0, running: 0, totalBytes: 1200, doneBytes: 1200 });
  expect(events.at(-1)?.totals).toMatchObject({ done: 400, totalBytes: 1200, doneBytes: 1200 });
});

/** Ends with the longest that this thread computed without letting anything else happen, as a share of all it computed. */
function watchThread(): () => number {
  let [longest, all] = [0, 0];
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    longest = Math.max(longest, user + system);
    all += user + system;
  }, 1);
  return () => {
    clearInterval(timer);
    return longest / all;
  };
}

test('the totals are of all files of a folder from the moment the first of them is in line', async () => {
  const top = path.join(world.folder, 'counted');
  await mkdir(top);
  for (let number = 0; number < 1500; number += 1) await writeFile(path.join(top, String(number)), 'abc');
  await writeFile(path.join(world.folder, 'single'), 'abc');
  await world.store.crash(); // what waits stays
  const stop = new AbortController();
  const totals: { files: number; bytes: number }[] = [];
  const watching = (async () => {
    for await (const event of await world.room().service.watch(ana.caller, undefined, stop.signal)) {
      const { waiting, running, totalBytes: bytes } = event.totals;
      totals.push({ files: waiting + running, bytes });
    }
  })();
  await ana.upload([top, path.join(world.folder, 'single')]);
  const all = { files: 1501, bytes: 4503 };
  await vi.waitFor(
    async () => {
      expect((await ana.view()).totals.reading).toBe(false);
      expect(totals.at(-1)).toEqual(all);
    },
    { timeout: 60_000 },
  );
  stop.abort();
  await watching;
  // Before anything is known, what was chosen is all there is.
  expect(totals.filter(({ bytes }) => bytes > 0)).toEqual(totals.filter(({ bytes }) => bytes === all.bytes));
  expect(Math.max(...totals.map(({ files }) => files))).toBe(all.files);
  await ana.edit('cancel');
  await world.store.comeBack();
});

test('reading and queueing 10,000 files never holds up the core', async () => {
  const top = path.join(world.folder, 'huge');
  for (let folder = 0; folder < 20; folder += 1) {
    const inside = path.join(top, String(folder));
    await mkdir(inside, { recursive: true });
    await Promise.all(
      Array.from({ length: 500 }, (_, file) => writeFile(path.join(inside, String(file)), '')),
    );
  }
  await world.store.crash(); // only the reading is of interest here
  const longest = watchThread();
  await ana.upload([top]);
  await vi.waitFor(
    async () => expect((await ana.view()).totals).toMatchObject({ waiting: 10_000, reading: false }),
    {
      timeout: 60_000,
      interval: 100,
    },
  );
  await world.room().service.pause(ana.caller, { ids: null }, undefined);
  expect((await ana.view()).totals).toMatchObject({ paused: 10_000, waiting: 0 });
  await world.room().service.cancel(ana.caller, { ids: null }, undefined);
  await world.room().service.clear(ana.caller, { ids: null }, undefined);
  expect((await ana.view()).items).toEqual([]);
  // Neither the reading nor a change of all of them is one piece of work, on a machine of any speed.
  expect(longest()).toBeLessThan(0.1);
  await world.store.comeBack();
}, 120_000);

test('the computer is told to stay awake only while something runs', async () => {
  expect(world.busy).toEqual([]);
  await ana.upload([await makeFile(world.folder, 'big', 100 * 1024 * 1024)]);
  await vi.waitFor(() => expect(world.busy.at(-1)).toBeGreaterThan(0), 60_000);
  expect(world.room().activeCount()).toBeGreaterThan(0);
  await ana.settled();
  await vi.waitFor(() => expect(world.busy.at(-1)).toBe(0), 60_000);
  expect(world.room().activeCount()).toBe(0);
});

test('the computer stays awake while a folder is read, and not for a cloud that is away', async () => {
  await world.store.crash();
  const top = path.join(world.folder, 'read');
  await mkdir(top);
  for (let number = 0; number < 600; number += 1) await writeFile(path.join(top, String(number)), 'abc');
  await ana.upload([top]);
  expect(world.busy[0]).toBe(1);
  await vi.waitFor(async () => expect((await ana.view()).totals.reading).toBe(false), 60_000);
  // Nobody knows when the cloud will be back.
  await vi.waitFor(() => expect(world.busy.at(-1)).toBe(0), 60_000);
  await ana.edit('cancel');
  await world.store.comeBack();
});

test('forgetting a person ends and removes everything of theirs', async () => {
  await ana.upload([await makeFile(world.folder, 'big', 300 * 1024 * 1024)]);
  await vi.waitFor(async () => expect((await ana.one('big')).status).toBe('running'), {
    timeout: 60_000,
    interval: 1,
  });
  await world.room().forgetUser(ana.userId);
  expect(await world.db.selectFrom('transfers').selectAll().execute()).toEqual([]);
  expect(await world.db.selectFrom('objects').selectAll().execute()).toEqual([]);
  expect(await world.store.keys()).toEqual([]);
});
