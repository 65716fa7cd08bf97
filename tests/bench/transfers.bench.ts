import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { addPerson, setUp, settled, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';
import { makeFile } from '../support/made-files.ts';
import { residentMiB, watchPeak } from './memory.ts';
import { rclone, type Remote } from './rclone.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

const GIB = 1024 ** 3;
const SMALL = { count: 2000, bytes: 16 * 1024 };

/** Uploads and downloads through the whole core (contract, database, store), against rclone's defaults. */
export async function benchTransfers(runs: number): Promise<Row[]> {
  const test = await startTestCore();
  try {
    const owner = await setUp(test);
    const ana = await addPerson(test, owner, 'bench');
    const connection = test.core.engine.connection();
    if (connection === null) throw new Error('the server does not run');
    const idle = residentMiB();
    const peak = watchPeak();
    const big = await benchBig(test, ana, connection, runs);
    const small = await benchSmall(test, ana, connection, runs);
    const above = peak.stop() - idle;
    return [
      ...big,
      ...small,
      limitRow('memory of the core while transferring, above idle', 'MiB', [above], [], 80),
    ];
  } finally {
    await test.stop();
  }
}

async function benchBig(test: TestCore, window: TestWindow, remote: Remote, runs: number): Promise<Row[]> {
  const file = await makeFile(path.join(test.home, 'sources'), 'big.bin', GIB);
  const mib = GIB / 1024 ** 2;
  const [up, upBase, down, downBase]: number[][] = [[], [], [], []];
  for (let run = 0; run < runs; run += 1) {
    upBase?.push(mib / (await rclone(remote, ['copyto', file, `mcm:bench/big-${run}.bin`])));
    up?.push(mib / (await timedUpload(window, null, [file])));
    const [newest] = (await window.call.drive.list({ folderId: null, sort: 'modified', descending: true }))
      .items;
    if (newest === undefined) throw new Error('nothing was uploaded');
    const into = path.join(test.home, 'out');
    downBase?.push(
      mib / (await rclone(remote, ['copyto', `mcm:bench/big-${run}.bin`, path.join(into, 'base.bin')])),
    );
    down?.push(mib / (await timedDownload(window, [newest.id], path.join(into, 'ours'))));
    await rm(into, { recursive: true });
    await window.call.drive.trash({ ids: [newest.id] });
    await window.call.drive.deleteForever({ ids: null });
    await rclone(remote, ['deletefile', `mcm:bench/big-${run}.bin`]);
  }
  return [
    ratioRow('upload of 1 GiB', 'MiB/s', up ?? [], upBase ?? [], { min: 2.5 }),
    ratioRow('download of 1 GiB', 'MiB/s', down ?? [], downBase ?? [], { min: 1.2 }),
  ];
}

async function benchSmall(test: TestCore, window: TestWindow, remote: Remote, runs: number): Promise<Row[]> {
  const folder = path.join(test.home, 'sources', 'many');
  for (let at = 0; at < SMALL.count; at += 1)
    await makeFile(folder, `file-${String(at).padStart(5, '0')}.bin`, SMALL.bytes, at % 250);
  const [up, upBase, down, downBase]: number[][] = [[], [], [], []];
  for (let run = 0; run < runs; run += 1) {
    upBase?.push(SMALL.count / (await rclone(remote, ['copy', folder, `mcm:bench/many-${run}`])));
    up?.push(SMALL.count / (await timedUpload(window, null, [folder])));
    const [made] = (await window.call.drive.list({ folderId: null })).items;
    if (made?.kind !== 'folder') throw new Error('no folder was uploaded');
    const into = path.join(test.home, 'out');
    downBase?.push(
      SMALL.count / (await rclone(remote, ['copy', `mcm:bench/many-${run}`, path.join(into, 'base')])),
    );
    down?.push(SMALL.count / (await timedDownload(window, [made.id], path.join(into, 'ours'))));
    await rm(into, { recursive: true });
    await window.call.drive.trash({ ids: [made.id] });
    await window.call.drive.deleteForever({ ids: null });
  }
  return [
    ratioRow('upload of 2,000 × 16 KiB', 'files/s', up ?? [], upBase ?? [], { min: 1 }),
    ratioRow('download of 2,000 × 16 KiB', 'files/s', down ?? [], downBase ?? [], { min: 1 }),
  ];
}

async function timedUpload(window: TestWindow, folderId: string | null, chosen: string[]): Promise<number> {
  const start = performance.now();
  await window.call.transfers.upload({ folderId, grants: chosen.map((one) => window.grant(one)) });
  await allDone(window);
  return (performance.now() - start) / 1000;
}

async function timedDownload(window: TestWindow, ids: string[], into: string): Promise<number> {
  await mkdir(into, { recursive: true });
  const start = performance.now();
  await window.call.transfers.download({ ids, grant: window.grant(into) });
  await allDone(window);
  return (performance.now() - start) / 1000;
}

async function allDone(window: TestWindow): Promise<void> {
  const { totals, items } = await settled(window, 600_000);
  if (totals.failed > 0)
    throw new Error(`failed: ${JSON.stringify(items.find((item) => item.failure !== null))}`);
  await window.call.transfers.clear({ ids: null });
}
