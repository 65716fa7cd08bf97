import { rm } from 'node:fs/promises';
import path from 'node:path';
import { addPerson, setUp, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';
import { makeFile } from '../support/made-files.ts';
import { forget, inTurn, timedDownload, timedUpload } from './measure.ts';
import { residentMiB, watchPeak } from './memory.ts';
import { rclone, type Remote } from './rclone.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

const GIB = 1024 ** 3;
const SMALL = { count: 2000, bytes: 16 * 1024 };

/** Measures only the large file (`big`) or only the small ones (`small`), for whoever works on one of them. */
const ONLY = process.env['MCM_BENCH_ROWS'];

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
    const big = ONLY === 'small' ? [] : await benchBig(test, ana, connection, runs);
    const small = ONLY === 'big' ? [] : await benchSmall(test, ana, connection, runs);
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
  const [up, upBase, down, downBase]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < runs; run += 1) {
    const into = path.join(test.home, 'out');
    const theirs = `mcm:bench/big-${run}.bin`;
    await inTurn(
      run,
      test.home,
      async () => upBase.push(mib / (await rclone(remote, ['copyto', file, theirs]))),
      async () => up.push(mib / (await timedUpload(window, null, [file]))),
    );
    const [newest] = (await window.call.drive.list({ folderId: null, sort: 'modified', descending: true }))
      .items;
    if (newest === undefined) throw new Error('nothing was uploaded');
    await inTurn(
      run,
      test.home,
      async () => {
        downBase.push(mib / (await rclone(remote, ['copyto', theirs, path.join(into, 'base.bin')])));
        await rm(into, { recursive: true });
      },
      async () => {
        down.push(mib / (await timedDownload(window, [newest.id], into)));
        await rm(into, { recursive: true });
      },
    );
    await forget(window, newest.id);
    await rclone(remote, ['deletefile', theirs]);
  }
  return [
    ratioRow('upload of 1 GiB', 'MiB/s', up, upBase, { min: 2.5 }),
    ratioRow('download of 1 GiB', 'MiB/s', down, downBase, { min: 1.2 }),
  ];
}

async function benchSmall(test: TestCore, window: TestWindow, remote: Remote, runs: number): Promise<Row[]> {
  const folder = path.join(test.home, 'sources', 'many');
  for (let at = 0; at < SMALL.count; at += 1)
    await makeFile(folder, `file-${String(at).padStart(5, '0')}.bin`, SMALL.bytes, at % 250);
  const [up, upBase, down, downBase]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < runs; run += 1) {
    // Nothing is deleted between the runs: for minutes ext4 looks at each inode that was freed before it makes a file,
    // which made every later run up to twice as long, for both.
    const into = path.join(test.home, `out-${run}`);
    const theirs = `mcm:bench/many-${run}`;
    const { id: parent } = await window.call.drive.createFolder({ parentId: null, name: `run ${run}` });
    await inTurn(
      run,
      test.home,
      async () => upBase.push(SMALL.count / (await rclone(remote, ['copy', folder, theirs]))),
      async () => up.push(SMALL.count / (await timedUpload(window, parent, [folder]))),
    );
    const [made] = (await window.call.drive.list({ folderId: parent })).items;
    if (made?.kind !== 'folder') throw new Error('no folder was uploaded');
    await inTurn(
      run,
      test.home,
      async () =>
        downBase.push(SMALL.count / (await rclone(remote, ['copy', theirs, path.join(into, 'base')]))),
      async () => down.push(SMALL.count / (await timedDownload(window, [made.id], path.join(into, 'ours')))),
    );
  }
  return [
    ratioRow('upload of 2,000 × 16 KiB', 'files/s', up, upBase, { min: 1 }),
    ratioRow('download of 2,000 × 16 KiB', 'files/s', down, downBase, { min: 1 }),
  ];
}
