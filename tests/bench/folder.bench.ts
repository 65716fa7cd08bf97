import path from 'node:path';
import { addPerson, setUp, startTestCore } from '../support/core.ts';
import { makeFile } from '../support/made-files.ts';
import { forget, inTurn, timedUpload } from './measure.ts';
import { rclone } from './rclone.ts';
import { ratioRow, type Row } from './rows.ts';

const FILES = { folders: 100, inEach: 100, bytes: 10 * 1024 };

/** A folder of 10,000 small files through the whole core, against rclone's single puts on the same server. */
export async function benchFolder(runs: number): Promise<Row[]> {
  const test = await startTestCore();
  try {
    const owner = await setUp(test);
    const ana = await addPerson(test, owner, 'bench');
    const remote = test.core.engine.connection();
    if (remote === null) throw new Error('the server does not run');
    const folder = path.join(test.home, 'sources', 'photos');
    for (let at = 0; at < FILES.folders; at += 1) {
      const inner = path.join(folder, `day ${String(at).padStart(3, '0')}`);
      for (let file = 0; file < FILES.inEach; file += 1)
        await makeFile(inner, `${String(file).padStart(3, '0')}.jpg`, FILES.bytes, (at + file) % 250);
    }
    const count = FILES.folders * FILES.inEach;
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      await inTurn(
        run,
        test.home,
        async () => theirs.push(count / (await rclone(remote, ['copy', folder, `mcm:bench/folder-${run}`]))),
        async () => ours.push(count / (await timedUpload(ana, null, [folder]))),
      );
      const [made] = (await ana.call.drive.list({ folderId: null })).items;
      if (made?.kind !== 'folder') throw new Error('no folder was uploaded');
      await forget(ana, made.id);
    }
    return [ratioRow('upload of a folder of 10,000 × 10 KiB', 'files/s', ours, theirs, { min: 1.1 })];
  } finally {
    await test.stop();
  }
}
