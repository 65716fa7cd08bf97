import { newId } from '../../electron/core/lib/ids.ts';
import { openBenchDrive } from './bench-drive.ts';
import { limitRow, type Row } from './rows.ts';

/** MCM_BENCH_GROWTH asks for the smallest and the largest drives too: what stands in docs/costs.md. */
const SIZES = process.env['MCM_BENCH_GROWTH'] === undefined ? [100_000] : [1000, 10_000, 100_000, 1_000_000];
const TIMES = 30;
const LIMIT_MS = 50;

/** What happens all day, in a drive whose entries all lie in one folder. */
export async function benchDaily(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await benchFlatDrive(size)));
  return rows;
}

async function benchFlatDrive(size: number): Promise<Row[]> {
  const { db, drive, caller, userId, rootId, close } = await openBenchDrive(size);
  const times = new Map<string, number[]>();
  const timed = async (what: string, act: () => Promise<unknown>) => {
    const start = performance.now();
    await act();
    times.set(what, [...(times.get(what) ?? []), performance.now() - start]);
  };
  try {
    await db
      .updateTable('nodes')
      .set({ parent_id: rootId })
      .where('owner_id', '=', userId)
      .where('id', '!=', rootId)
      .execute();
    const page = { folderId: null, descending: false, cursor: null, limit: 200 } as const;
    for (let time = 0; time < TIMES; time += 1) {
      for (const sort of ['name', 'size', 'modified'] as const)
        await timed(`first page, by ${sort}`, async () =>
          drive.service.list(caller, { ...page, sort }, undefined),
        );
      const objectId = newId();
      const reserved = { id: objectId, key: objectId, owner_id: userId, size: 1, state: 'pending' as const };
      await db
        .insertInto('objects')
        .values({ ...reserved, etag: null, created_at: new Date().toISOString() })
        .execute();
      const name = `uploaded ${String(time)}.txt`;
      await timed('an upload becomes a file', () =>
        drive.access.commitUpload({
          userId,
          objectId,
          etag: 'etag',
          size: 1,
          folderId: rootId,
          name,
          modifiedAt: '2026-01-01T00:00:00.000Z',
          conflict: null,
        }),
      );
    }
  } finally {
    await close();
  }
  return Array.from(times, ([what, taken]) =>
    limitRow(`one folder of ${size.toLocaleString('en')}: ${what}`, 'ms', taken, [], LIMIT_MS),
  );
}
