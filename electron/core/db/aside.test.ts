import { sql } from 'kysely';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tempDatabase } from '../../../tests/support/temp-database.ts';
import { silentLog } from '../lib/log.ts';
import { asideInPlace, makeAside, type Aside } from './aside.ts';

let database: Awaited<ReturnType<typeof tempDatabase>>;
let aside: Aside;

beforeEach(async () => {
  database = await tempDatabase();
  aside = makeAside({
    file: path.join(database.folder, 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    workerFile: new URL('./aside.worker.ts', import.meta.url),
    log: silentLog(),
  });
});
afterEach(async () => {
  await aside.stop();
  await database.close();
});

/** Counts to a number: work that takes a while. */
const counting = (to: number) => {
  const query = sql<{
    last: number;
  }>`with recursive c (n) as (select 1 union all select n + 1 from c where n < ${to})
    select max(n) as last from c`;
  return { compile: () => query.compile(database.db) };
};

const objectOf = (id: string) =>
  ({ id, key: id, owner_id: 'o', size: 1, etag: null, state: 'stored', created_at: '2026' }) as const;
async function addObject(id: string): Promise<void> {
  await database.db.insertInto('objects').values(objectOf(id)).execute();
}
const objects = () => database.db.selectFrom('objects').select('id').orderBy('id');

test('rows come back as they are in the core itself, and what was just written is there', async () => {
  await addObject('a');
  await addObject('b');
  expect(await aside.all(objects())).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(await aside.all(objects())).toEqual(await asideInPlace(database.db).all(objects()));
});

test('nothing of a transaction that is still open is seen', async () => {
  await database.db.transaction().execute(async (tx) => {
    const object = { id: 'x', key: 'x', owner_id: 'o', size: 1, etag: null, created_at: '2026' };
    await tx
      .insertInto('objects')
      .values({ ...object, state: 'stored' })
      .execute();
    expect(await aside.all(objects())).toEqual([]);
  });
  expect(await aside.all(objects())).toEqual([{ id: 'x' }]);
});

test('the event loop turns while a long query runs', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  expect(await aside.all(counting(2_000_000))).toEqual([{ last: 2_000_000 }]);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});

test('a short query need not wait for a long one', async () => {
  const ended: string[] = [];
  const long = aside.all(counting(10_000_000)).then(() => ended.push('long'));
  await aside.all(objects()).then(() => ended.push('short'));
  await long;
  expect(ended).toEqual(['short', 'long']);
});

test('nothing can be written', async () => {
  const query = sql`delete from objects returning id`;
  await addObject('kept');
  await expect(aside.all({ compile: () => query.compile(database.db) })).rejects.toThrow(/readonly/u);
  expect(await aside.all(objects())).toEqual([{ id: 'kept' }]);
});

test('one that is given up before its turn is never run, and the others are', async () => {
  const stop = new AbortController();
  const long = [aside.all(counting(1_000_000)), aside.all(counting(1_000_000))];
  const given = aside.all(objects(), stop.signal);
  stop.abort(new Error('not wanted any more'));
  await expect(given).rejects.toThrow('not wanted any more');
  await Promise.all(long);
  expect(await aside.all(objects())).toEqual([]);
});

test('when far too many wait, more are refused', async () => {
  const many = Array.from({ length: 300 }, () =>
    aside.all(counting(10_000)).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error ? error.message : 'odd'),
    ),
  );
  const outcomes = new Set(await Promise.all(many));
  expect(outcomes).toEqual(new Set(['answered', 'TOO_BUSY']));
});

test('stopping ends what runs and what waits', async () => {
  const waiting = [1, 2, 3].map(() => aside.all(counting(1e9)).catch((error: unknown) => String(error)));
  await aside.stop();
  expect(await Promise.all(waiting)).toEqual(Array(3).fill('Error: reading aside was stopped'));
  await expect(aside.all(objects())).rejects.toThrow('stopped');
});

test('a transaction that may be durable later is one, and those after it are durable at once again', async () => {
  const { db } = database;
  const safety = async (on: Parameters<typeof asideInPlace>[0]) =>
    (await on.executeQuery(sql<{ synchronous: number }>`pragma synchronous`.compile(db))).rows[0]
      ?.synchronous;
  await aside.durableLater(db, async (tx) => {
    expect(await safety(tx)).toBe(1);
    await tx.insertInto('objects').values(objectOf('a')).execute();
  });
  const failing = aside.durableLater(db, async (tx) => {
    await tx.insertInto('objects').values(objectOf('b')).execute();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await safety(db)).toBe(2);
  expect(await objects().execute()).toEqual([{ id: 'a' }]);
});

test('a checkpoint takes what was committed to the file', async () => {
  const sizes = async () => {
    const [file, log] = [
      path.join(database.folder, 'cloud.sqlite'),
      path.join(database.folder, 'cloud.sqlite-wal'),
    ];
    return { file: (await stat(file)).size, log: (await stat(log)).size };
  };
  const before = await sizes();
  const many = Array.from({ length: 3000 }, (_, index) => objectOf(String(index)));
  for (let at = 0; at < many.length; at += 100) {
    await database.db
      .insertInto('objects')
      .values(many.slice(at, at + 100))
      .execute();
    await aside.checkpoint();
  }
  const after = await sizes();
  expect(after.file).toBeGreaterThan(before.file + many.length * 40);
  // The log was used again and again.
  expect(after.log).toBeLessThan(before.log + 200_000);
  expect(await objects().execute()).toHaveLength(many.length);
});
