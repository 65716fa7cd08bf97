import path from 'node:path';
import { searchInput } from '../../electron/contract/find.ts';
import { makeAside } from '../../electron/core/db/aside.ts';
import { makeDrive } from '../../electron/core/drive/drive.ts';
import { makePlaces } from '../../electron/core/drive/placed.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { makeEvents } from '../../electron/core/lib/events.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeReach } from '../../electron/core/sharing/reach.ts';
import { makeSpace } from '../../electron/core/usage/space.ts';
import { makeUsage } from '../../electron/core/usage/usage.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { makeDriveOf } from './made-drive.ts';
import { limitRow, type Row } from './rows.ts';
import { addGuest, foldersToGive } from './search-shared.ts';

/** MCM_BENCH_GROWTH asks for the smaller drives too: what stands in docs/costs.md. */
const SIZES =
  process.env['MCM_BENCH_GROWTH'] === undefined ? [1_000_000] : [1000, 10_000, 100_000, 1_000_000];
const LIMIT_MS = 50;

/** What people type: letter by letter, whole words, several, parts of words, nothing at all. */
function texts(names: readonly string[]): string[] {
  const typed = ['relatorio vendas', 'invoice'].flatMap((text) =>
    Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)),
  );
  const picked = names.filter((_, at) => at % Math.ceil(names.length / 40) === 0);
  const words = picked.map((name) => name.split(/[ _.]/u));
  return [
    ...typed,
    ...words.map(([first = 'a']) => first),
    ...words.map(([first = 'a', second = 'b']) => `${second} ${first.slice(0, 3)}`),
    ...words.slice(0, 10).map(([first = 'abcd']) => first.slice(2)),
    ...picked.slice(0, 10),
    'nothing is called so',
    'xq',
    'zz zz',
  ];
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;

/** Searching names as one types, and adding up folders, on drives of up to a million entries. */
export async function benchSearch(runs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await benchDrive(size, runs)));
  return rows;
}

async function benchDrive(size: number, runs: number): Promise<Row[]> {
  const database = await tempDatabase();
  const { db } = database;
  const begun = performance.now();
  const { userId, rootId, names } = makeDriveOf(size, database);
  console.error(`${size} names made in ${Math.round((performance.now() - begun) / 1000)} s`);
  const log = silentLog();
  const aside = makeAside({
    file: path.join(database.folder, 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    workerFile: new URL('../../electron/core/db/aside.worker.ts', import.meta.url),
    log,
  });
  const events = makeEvents();
  const freeSpace = () => Promise.resolve(null);
  const usage = makeUsage({ db, aside, events, freeSpace }).recorder;
  const drive = makeDrive({ db, aside, usage, events, log, freeSpace, reach: makeReach() });
  const space = makeSpace({ db, aside, places: makePlaces(db) });
  const caller = callerOf(userId);
  const timed = async (act: () => unknown) => {
    const start = performance.now();
    await act();
    return performance.now() - start;
  };

  try {
    const search = (text: string, who = caller) =>
      timed(() => drive.find.search(who, searchInput.parse({ text }), undefined));
    const input = { of: 'recent', sort: null, descending: false, cursor: null, limit: 200 } as const;
    const recentOf = (who: Caller) => timed(() => drive.find.collection(who, input, undefined));
    // The first of each is not what people wait for: threads begin, statements are prepared, code is compiled.
    for (const text of texts(names).slice(0, 20)) await search(text);
    await space.overview(caller, { folderId: null }, undefined);
    const [typed, overview, folder, recent]: [number[], number[], number[], number[]] = [[], [], [], []];
    // How long the event loop was held while the threads read. One in a hundred is left to the system's own doings.
    const gaps: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      gaps.push(Math.max(0, performance.now() - last - 5));
      last = performance.now();
    }, 5);
    for (let run = 0; run < runs; run += 1) {
      for (const text of texts(names)) typed.push(await search(text));
      overview.push(await timed(() => space.overview(caller, { folderId: null }, undefined)));
      const page = { folderId: null, cursor: null, limit: 200 };
      folder.push(await timed(() => drive.find.folders(caller, page, undefined)));
      recent.push(await recentOf(caller));
    }
    clearInterval(timer);
    const number = new Intl.NumberFormat('en');
    const many = number.format(size);
    const shared: Row[] = [];
    const guest = await addGuest(db, userId);
    for (const { name, id, count } of await foldersToGive(db, rootId)) {
      await guest.give(id);
      const took: number[] = [];
      for (let run = 0; run < runs; run += 1)
        for (const text of texts(names)) took.push(await search(text, callerOf(guest.userId)));
      const theirs: number[] = [];
      for (let run = 0; run < 5 * runs; run += 1) theirs.push(await recentOf(callerOf(guest.userId)));
      const where = `search in ${name} (${number.format(count)}) that somebody with ${many} shares`;
      const found = `recent in ${name} (${number.format(count)}) that somebody with ${many} shares`;
      shared.push(limitRow(found, 'ms', theirs, recent, 4 * LIMIT_MS));
      shared.push(limitRow(`${where}, median`, 'ms', took, typed, 2 * LIMIT_MS));
      shared.push(
        limitRow(`${where}, 95 of 100`, 'ms', [quantile(took, 0.95)], [quantile(typed, 0.95)], 8 * LIMIT_MS),
      );
    }
    return [
      limitRow(`search in ${many} names, median`, 'ms', typed, [], LIMIT_MS),
      limitRow(`search in ${many} names, 95 of 100`, 'ms', [quantile(typed, 0.95)], [], 4 * LIMIT_MS),
      ...shared,
      limitRow(`tree of ${many}, folders of the top`, 'ms', folder, [], LIMIT_MS),
      limitRow(`recent of ${many}`, 'ms', recent, [], 4 * LIMIT_MS),
      limitRow(`space of ${many} by folder, in a thread`, 'ms', overview, [], 10_000),
      limitRow(`event loop held meanwhile, ${many}, 99 of 100`, 'ms', [quantile(gaps, 0.99)], [], LIMIT_MS),
    ];
  } finally {
    await aside.stop();
    await drive.stop();
    await database.close();
  }
}

function callerOf(userId: string): Caller {
  return {
    user: { userId, role: 'member', sessionId: userId, mustChangePassword: false },
    desktop: true,
    origin: 'window',
    connection: { begin: () => undefined, end: () => undefined, takeGrant: () => Promise.resolve(undefined) },
  };
}
