import { execa } from 'execa';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { silentLog } from '../../electron/core/lib/log.ts';
import type { Connection } from '../../electron/core/objects/connection.ts';
import { makeObjectStore, type ObjectStore } from '../../electron/core/objects/object-store.ts';
import { openBrowserCloud, type BrowserCloud } from '../support/browser-cloud.ts';
import { OWNER } from '../support/core.ts';
import { openTestBrowser } from '../support/door.ts';
import { makeFile } from '../support/made-files.ts';
import { forget, inTurn, timedUpload } from './measure.ts';
import { residentMiB, watchPeak } from './memory.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const AT_ONCE = 8;
/** Parts that a browser sends at once. */
const PARTS_AT_ONCE = 4;
const PHONES = 200;
const { signal } = new AbortController();

/** Bytes through the door, against the same bytes by the same program straight from and to the store. */
export async function benchGateway(runs: number): Promise<Row[]> {
  const cloud = await openBrowserCloud('people');
  try {
    const connection = cloud.test.core.engine.connection();
    if (connection === null) throw new Error('the server does not run');
    const file = await makeFile(path.join(cloud.test.home, 'sources'), 'big.bin', GIB);
    await timedUpload(cloud.owner, null, [file]);
    const idle = residentMiB();
    const peak = watchPeak();
    const down = await benchDown(cloud, connection, runs);
    const up = await benchUp(cloud, connection, file, runs);
    const above = peak.stop() - idle;
    const phones = await benchPhones(cloud, runs);
    const memory = limitRow('memory of the core behind the door, above idle', 'MiB', [above], [], 80);
    return [...down, ...up, memory, ...phones];
  } finally {
    await cloud.stop();
  }
}

async function bigFile({ owner }: BrowserCloud) {
  const { items } = await owner.call.drive.list({ folderId: null });
  const big = items.find(({ name }) => name === 'big.bin');
  if (big === undefined) throw new Error('nothing was uploaded');
  return big;
}

async function benchDown(cloud: BrowserCloud, connection: Connection, runs: number): Promise<Row[]> {
  const { id } = await bigFile(cloud);
  const { url } = await cloud.owner.call.shares.createDirect({ id, seconds: 3600 });
  if (url === null) throw new Error('this computer is in no network');
  // The same object: what follows the bucket in the address, up to the signature.
  const key = new URL(url).pathname.split('/').slice(2).join('/');
  const straight = storeAt(connection).presign(key, { expiresSeconds: 3600 });
  const rows: Row[] = [];
  for (const [times, min, name] of [
    [1, 0.7, 'download of 1 GiB by curl'],
    [AT_ONCE, 0.8, `${String(AT_ONCE)} downloads of 1 GiB at once, together`],
  ] as const) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    const fetchAll = async (from: string) => {
      const start = performance.now();
      await Promise.all(Array.from({ length: times }, () => execa('curl', ['-sf', '-o', '/dev/null', from])));
      return (times * GIB) / MIB / ((performance.now() - start) / 1000);
    };
    await fetchAll(straight);
    for (let run = 0; run < runs; run += 1) {
      await inTurn(
        run,
        cloud.test.home,
        async () => theirs.push(await fetchAll(straight)),
        async () => ours.push(await fetchAll(url)),
      );
    }
    rows.push(ratioRow(name, 'MiB/s', ours, theirs, { min }));
  }
  return rows;
}

async function benchUp(
  cloud: BrowserCloud,
  connection: Connection,
  file: string,
  runs: number,
): Promise<Row[]> {
  const store = storeAt(connection);
  const browser = openTestBrowser(cloud.baseUrl);
  const { userName, password } = OWNER;
  await browser.call.session.signIn({ userName, password, remember: false });
  const folder = path.join(cloud.test.home, 'parts');
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    const wanted = { folderId: null, name: `up-${String(run)}.bin`, sizeBytes: GIB };
    const { id, partBytes } = await browser.call.uploads.begin({
      ...wanted,
      modifiedAt: new Date().toISOString(),
    });
    const parts = await splitFile(file, folder, partBytes);
    const numbers = parts.map((_, at) => at + 1);
    const key = `bench/${String(run)}`;
    const labels = { name: 'x', ownerId: 'x', objectId: 'x' };
    await inTurn(
      run,
      cloud.test.home,
      async () => {
        const start = performance.now();
        const uploadId = await store.beginParts(key, { labels, partBytes, signal });
        const urls = numbers.map((number) =>
          store.presignFor(connection.endpoint, {
            method: 'PUT',
            key,
            expiresSeconds: 3600,
            query: { uploadId, partNumber: String(number) },
          }),
        );
        await putAll(folder, parts, urls);
        await store.completeParts(key, uploadId, signal);
        theirs.push(GIB / MIB / ((performance.now() - start) / 1000));
        await store.remove(key, { parts: false, signal });
      },
      async () => {
        const start = performance.now();
        const urls: string[] = [];
        for (let at = 0; at < numbers.length; at += 100)
          urls.push(...(await browser.call.uploads.sign({ id, numbers: numbers.slice(at, at + 100) })).urls);
        await putAll(folder, parts, urls);
        const { node } = await browser.call.uploads.finish({ id, conflict: 'keepBoth' });
        ours.push(GIB / MIB / ((performance.now() - start) / 1000));
        if (node === null) throw new Error('nothing was uploaded');
        await forget(cloud.owner, node.id);
      },
    );
  }
  await rm(folder, { recursive: true });
  const name = `upload of 1 GiB in parts, ${String(PARTS_AT_ONCE)} at once`;
  return [ratioRow(name, 'MiB/s', ours, theirs, { min: 0.6 })];
}

async function splitFile(file: string, folder: string, partBytes: number): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await execa('split', ['-b', String(partBytes), '-d', '-a', '5', file, path.join(folder, 'part-')]);
  return Array.from({ length: Math.ceil(GIB / partBytes) }, (_, at) =>
    path.join(folder, `part-${String(at).padStart(5, '0')}`),
  );
}

/** Puts files to addresses, a few at once, over connections that are kept, as browsers do. */
async function putAll(folder: string, files: readonly string[], urls: readonly string[]): Promise<void> {
  const config = path.join(folder, 'curl.conf');
  const lines = files.map(
    (file, at) => `upload-file = "${file}"\nurl = "${urls[at] ?? ''}"\noutput = "/dev/null"\n`,
  );
  await writeFile(config, lines.join(''));
  await execa('curl', [
    '-sf',
    '-H',
    'Expect:',
    '-Z',
    '--parallel-immediate',
    '--parallel-max',
    String(PARTS_AT_ONCE),
    '-K',
    config,
  ]);
}

async function benchPhones(cloud: BrowserCloud, runs: number): Promise<Row[]> {
  const { id } = await bigFile(cloud);
  const { url } = await cloud.owner.call.shares.createLink({
    ids: [id],
    expiresAt: null,
    viewOnly: false,
    downloadLimit: null,
    asksName: false,
    note: 'Come and see',
    password: null,
  });
  if (url === null) throw new Error('this computer is in no network');
  const script = path.join(import.meta.dirname, 'phones.ts');
  const slow: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // Any phone that is not answered fails the run.
    const { stdout } = await execa(process.execPath, [script, url, String(PHONES)]);
    const times = z
      .array(z.number())
      .parse(JSON.parse(stdout))
      .toSorted((a, b) => a - b);
    slow.push(times[Math.floor(times.length * 0.95)] ?? Number.NaN);
  }
  return [limitRow(`${String(PHONES)} phones open a shared page at once, 95th in 100`, 'ms', slow, [], 300)];
}

function storeAt(connection: Connection): ObjectStore {
  return makeObjectStore({
    connection: () => connection,
    whenRunning: () => Promise.resolve(connection),
    log: silentLog(),
  });
}
