import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'minio';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeObjectStore } from '../../electron/core/objects/object-store.ts';
import { addPerson, setUp, startTestCore, type TestWindow } from '../support/core.ts';
import { makeFile } from '../support/made-files.ts';
import { allDone, inTurn, timedDownload, timedUpload } from './measure.ts';
import { residentMiB, watchPeak } from './memory.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

const MIB = 1024 * 1024;
const SMALL = { count: 2000, bytes: MIB };
/** Read in pieces, and not whole as the small ones. */
const LARGE = { count: 32, bytes: 64 * MIB };

/**
 * Archives of 2 GiB: of small files against reading them one after the other, of large ones against downloading them,
 * several at a time.
 */
export async function benchZip(runs: number): Promise<Row[]> {
  return [...(await rowsOf(SMALL, 'reading', runs)), ...(await rowsOf(LARGE, 'downloading', runs))];
}

async function rowsOf(files: typeof SMALL, against: 'reading' | 'downloading', runs: number): Promise<Row[]> {
  const test = await startTestCore();
  try {
    const owner = await setUp(test);
    const ana = await addPerson(test, owner, 'bench');
    const connection = test.core.engine.connection();
    if (connection === null) throw new Error('the server does not run');
    const folder = path.join(test.home, 'sources', 'photos');
    for (let at = 0; at < files.count; at += 1)
      await makeFile(folder, `${String(at).padStart(4, '0')}.bin`, files.bytes, at % 250);
    await timedUpload(ana, null, [folder]);
    await rm(folder, { recursive: true });
    const [made] = (await ana.call.drive.list({ folderId: null })).items;
    if (made === undefined) throw new Error('nothing was uploaded');

    const store = makeObjectStore({
      connection: () => connection,
      whenRunning: () => Promise.resolve(connection),
      log: silentLog(),
    });
    const { hostname, port } = new URL(connection.endpoint);
    const client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, ...connection });
    const keys: string[] = [];
    for await (const { name } of client.listObjectsV2(connection.bucket, '', true) as AsyncIterable<{
      name?: string;
    }>)
      if (name !== undefined) keys.push(name);
    const mib = (files.count * files.bytes) / MIB;
    const what = `of 2 GiB in ${files.count.toLocaleString('en')} files`;
    const [ours, theirs, first, memory]: [number[], number[], number[], number[]] = [[], [], [], []];
    const baseline = async () => {
      if (against === 'reading') return readAll(store, keys);
      const into = path.join(test.home, 'downloads');
      const seconds = await timedDownload(ana, [made.id], into);
      await rm(into, { recursive: true });
      return seconds;
    };
    for (let run = 0; run < runs; run += 1) {
      await inTurn(
        run,
        test.home,
        async () => theirs.push(mib / (await baseline())),
        async () => {
          const idle = residentMiB();
          const peak = watchPeak();
          const { seconds, firstMs } = await timedZip(ana, made.id, path.join(test.home, 'out.zip'));
          memory.push(peak.stop() - idle);
          ours.push(mib / seconds);
          first.push(firstMs);
        },
      );
    }
    store.close();
    return [
      ratioRow(`zip ${what}, against ${against} them`, 'MiB/s', ours, theirs, {
        min: against === 'reading' ? 0.8 : 0.7,
      }),
      limitRow(`first byte of a zip ${what}`, 'ms', first, [], 500),
      limitRow(`memory of the core for a zip ${what}, above idle`, 'MiB', memory, [], 100),
    ];
  } finally {
    await test.stop();
  }
}

async function readAll(store: ReturnType<typeof makeObjectStore>, keys: readonly string[]): Promise<number> {
  const { signal } = new AbortController();
  const start = performance.now();
  for (const key of keys) {
    const source = await store.read(key, { signal });
    await new Promise((resolve, reject) => {
      source.on('end', resolve).on('error', reject).resume();
    });
  }
  return (performance.now() - start) / 1000;
}

async function timedZip(
  window: TestWindow,
  id: string,
  file: string,
): Promise<{ seconds: number; firstMs: number }> {
  const start = performance.now();
  await window.call.transfers.zip({ ids: [id], grant: window.grant(file) });
  let firstMs: number | null = null;
  const timer = setInterval(() => {
    void partSize(file).then((size) => {
      if (size > 0) firstMs ??= performance.now() - start;
    });
  }, 5);
  await allDone(window);
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  await rm(file);
  if (firstMs === null) throw new Error('no byte was seen before the end');
  return { seconds, firstMs };
}

/** Size of what has been written beside the archive's place so far. */
async function partSize(file: string): Promise<number> {
  const folder = path.dirname(file);
  const name = (await readdir(folder)).find((one) => one.startsWith(path.basename(file)));
  if (name === undefined) return 0;
  try {
    return (await stat(path.join(folder, name))).size;
  } catch {
    return 0; // it got its own name just now
  }
}
