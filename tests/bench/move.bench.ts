import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startMinio } from '../support/minio-server.ts';
import { openBenchDrive } from './bench-drive.ts';
import { rclone } from './rclone.ts';
import { limitRow, type Row } from './rows.ts';

/** MCM_BENCH_GROWTH asks for the smallest and the largest drives too: what stands in docs/costs.md. */
const growth = process.env['MCM_BENCH_GROWTH'] !== undefined;
const SIZES = growth ? [200, 1000, 10_000, 100_000, 1_000_000] : [200, 1000, 10_000, 100_000];
/** Files that rclone moves, one by one, in the same server. */
const RCLONE_SIZES = [200, 1000];
const LIMIT_MS = 20;
const TIMES = 10;
/** Entries up to which copying is measured: it makes a row of each. */
const COPIED = 100_000;

/** Moving, renaming, trashing and copying a folder with so many descendants; rclone moves as many objects. */
export async function benchMove(runs: number): Promise<Row[]> {
  const baselines = await rcloneMoves(runs);
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await benchFolderOf(size, runs, baselines.get(size) ?? [])));
  return rows;
}

async function benchFolderOf(size: number, runs: number, baseline: readonly number[]): Promise<Row[]> {
  const { db, drive, caller, rootId, close } = await openBenchDrive(size);
  const { service, organise } = drive;
  const times = new Map<string, number[]>();
  const timed = async (what: string, act: () => unknown) => {
    const start = performance.now();
    await act();
    const all = times.get(what) ?? [];
    all.push(performance.now() - start);
    times.set(what, all);
  };
  try {
    const large = await service.createFolder(caller, { parentId: null, name: 'large' }, undefined);
    const target = await service.createFolder(caller, { parentId: null, name: 'target' }, undefined);
    await db
      .updateTable('nodes')
      .set({ parent_id: large.id })
      .where('parent_id', '=', rootId)
      .where('id', 'not in', [large.id, target.id])
      .execute();
    const ids = [large.id];
    const go = (folderId: string | null) =>
      organise.move(caller, { ids, folderId, conflicts: 'ask' }, undefined);
    // The first of each reads the statements.
    for (let run = 0; run <= runs * TIMES; run += 1) {
      if (run === 1) times.clear();
      await timed('move', () => go(target.id));
      await timed('undo', () => organise.undo(caller, { id: null }, undefined));
      await timed('rename', () => organise.rename(caller, { id: large.id, name: `large ${run}` }, undefined));
      await timed('trash', () => service.trash(caller, { ids }, undefined));
      await timed('restore', () => service.restore(caller, { ids, conflicts: 'keepBoth' }, undefined));
    }
    const many = new Intl.NumberFormat('en').format(size);
    const rows = [...times].map(([what, values]) =>
      limitRow(`${what} of a folder with ${many}`, 'ms', values, what === 'move' ? baseline : [], LIMIT_MS),
    );
    return size > COPIED ? rows : [...rows, ...(await benchCopy(many))];
  } finally {
    await close();
  }

  /** One copy, and how long the event loop was held at most meanwhile. */
  async function benchCopy(many: string): Promise<Row[]> {
    let held = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      held = Math.max(held, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const [large] = (await service.list(caller, firstPage, undefined)).items;
    if (large === undefined) throw new Error('nothing to copy');
    const start = performance.now();
    await organise.copy(caller, { ids: [large.id], folderId: null, conflicts: 'ask' }, undefined);
    const took = performance.now() - start;
    clearInterval(timer);
    return [
      limitRow(`copy of a folder with ${many}`, 'ms', [took], [], Math.max(500, size)),
      limitRow(`event loop meanwhile, ${many}`, 'ms', [held], [], 50),
    ];
  }
}

const firstPage = { folderId: null, sort: 'name', descending: false, cursor: null, limit: 1 } as const;

/** Milliseconds in which rclone moves a folder of small files within the server, by their number. */
async function rcloneMoves(runs: number): Promise<Map<number, number[]>> {
  const server = await startMinio();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-move-'));
  try {
    const times = new Map<number, number[]>();
    for (const size of RCLONE_SIZES) {
      const source = path.join(folder, String(size));
      await mkdir(source);
      for (let at = 0; at < size; at += 1) await writeFile(path.join(source, `${at}.txt`), 'x');
      await rclone(server, ['copy', '--transfers', '16', source, `mcm:bench/${size}/a`]);
      const all: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const [from, to] = run % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
        all.push(
          (await rclone(server, ['moveto', `mcm:bench/${size}/${from}`, `mcm:bench/${size}/${to}`])) * 1000,
        );
      }
      times.set(size, all);
    }
    return times;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
