import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addPerson, setUp, startTestCore, upload } from '../support/core.ts';
import { rclone } from './rclone.ts';
import { ratioRow, type Row } from './rows.ts';

const COUNT = 10_000;

/** All names of a folder of 10,000, page by page over the window's wire, against rclone's listing of as many. */
export async function benchListing(runs: number): Promise<Row[]> {
  const test = await startTestCore();
  try {
    const owner = await setUp(test);
    const window = await addPerson(test, owner, 'bench');
    const source = path.join(test.home, 'sources', 'ten-thousand');
    await mkdir(source, { recursive: true });
    for (let at = 0; at < COUNT; at += 1) await writeFile(path.join(source, `name ${at}.txt`), 'x');
    await upload(window, null, [source]);
    const [folder] = (await window.call.drive.list({ folderId: null })).items;
    const connection = test.core.engine.connection();
    if (folder === undefined || connection === null) throw new Error('nothing to list');
    await rclone(connection, ['copy', '--transfers', '16', source, 'mcm:bench/ten-thousand']);

    const [first, whole, base]: number[][] = [[], [], []];
    for (let run = 0; run < runs; run += 1) {
      base?.push((await rclone(connection, ['lsf', 'mcm:bench/ten-thousand'])) * 1000);
      const start = performance.now();
      let page = await window.call.drive.list({ folderId: folder.id, limit: 200 });
      first?.push(performance.now() - start);
      let seen = page.items.length;
      while (page.next !== null) {
        page = await window.call.drive.list({ folderId: folder.id, cursor: page.next, limit: 1000 });
        seen += page.items.length;
      }
      whole?.push(performance.now() - start);
      if (seen !== COUNT) throw new Error(`${seen} of ${COUNT} entries were listed`);
    }
    return [
      ratioRow('first page of a folder of 10,000', 'ms', first ?? [], base ?? [], { max: 0.1 }),
      ratioRow('whole folder of 10,000', 'ms', whole ?? [], base ?? [], { max: 1 }),
    ];
  } finally {
    await test.stop();
  }
}
