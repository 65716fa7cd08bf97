import { execa } from 'execa';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Share } from '../../electron/contract/shares.ts';
import type { WebUpload } from '../../electron/contract/uploads.ts';
import { addPerson, OWNER, until } from '../support/core.ts';
import { openBrowserOf, openTestBrowser, send, type TestAnswer, type TestBrowser } from '../support/door.ts';
import { openRaw, sendRaw } from '../support/raw-http.ts';
import { openShareSite, type ShareSite } from '../support/share-site.ts';
import { contentOf, readZip } from '../support/zip-reader.ts';

const MIB = 1024 * 1024;
const NAME = 'Relatório (ação) – João 📷.pdf';
const bytes = randomBytes(24 * MIB);
let site: ShareSite;
let folderId: string;
let fileId: string;
/** What direct links begin with: the address of this computer in its network. */
let lanUrl: string;
let phone: TestBrowser;

beforeAll(async () => {
  site = await openShareSite();
  await site.owner.call.network.setMode({ mode: 'people' });
  folderId = await site.folder('Papers', { [NAME]: bytes, 'a/b.txt': 'below' });
  fileId = await site.idOf(folderId, NAME);
  await addPerson(site.test, site.owner, 'ana');
  phone = await openBrowserOf(site.baseUrl, 'ana');
});
afterAll(() => site.stop());

async function direct(): Promise<Share & { readonly url: string; readonly target: string }> {
  const share = await site.owner.call.shares.createDirect({ id: fileId, seconds: 3600 });
  const url = share.url ?? '';
  lanUrl = new URL(url).origin;
  return { ...share, url, target: url.slice(new URL(url).origin.length) };
}

const CLOSED = 'Nothing here. The address is wrong';
function isClosed(answer: TestAnswer): boolean {
  const text = answer.body.toString();
  return answer.status === 404 && text.startsWith(CLOSED) && !/xml|Amz|Signature/iu.test(text);
}

const get = (target: string, options: Parameters<typeof send>[2] = {}) =>
  send(target.includes('x-mcm-share') ? lanUrl : site.baseUrl, target, options);

test('a direct link gives the file under its own name, to be saved', async () => {
  const { target } = await direct();
  const answer = await get(target);
  expect(answer.status).toBe(200);
  expect(answer.body.equals(bytes)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="Relatorio (acao) _ Joao _.pdf"; filename*=UTF-8''Relat%C3%B3rio%20%28a%C3%A7%C3%A3o%29%20%E2%80%93%20Jo%C3%A3o%20%F0%9F%93%B7.pdf`,
  });
  expect(Object.keys(answer.headers).some((name) => /amz|minio|server/u.test(name))).toBe(false);
});

test('HEAD says the same without the bytes, which S3 itself would refuse, and is no download', async () => {
  const { target, id } = await direct();
  const answer = await get(target, { method: 'HEAD' });
  expect([answer.status, answer.body.length]).toEqual([200, 0]);
  expect(answer.headers['content-length']).toBe(String(bytes.length));
  const share = (await site.owner.call.shares.list({})).items.find((one) => one.id === id);
  expect(share?.downloads).toBe(0);
});

test.each([
  ['bytes=0-99', 206, [0, 100]],
  ['bytes=1000-', 206, [1000, bytes.length]],
  ['bytes=-7', 206, [bytes.length - 7, bytes.length]],
  ['bytes=0-1,5-6', 200, [0, bytes.length]],
] as const)('the range %s is %i', async (range, status, [start, end]) => {
  const { target } = await direct();
  const answer = await get(target, { headers: { range } });
  expect(answer.status).toBe(status);
  expect(answer.body.equals(bytes.subarray(start, end))).toBe(true);
});

test('a range beyond the end is 416; of another file than before, the whole comes', async () => {
  const { target } = await direct();
  expect((await get(target, { headers: { range: `bytes=${String(bytes.length)}-` } })).status).toBe(416);
  const { etag = '' } = (await get(target, { method: 'HEAD' })).headers;
  const range = { range: 'bytes=0-9' };
  expect((await get(target, { headers: { ...range, 'if-range': etag } })).status).toBe(206);
  expect((await get(target, { headers: { ...range, 'if-range': '"other"' } })).status).toBe(200);
});

test.each([
  ['curl', ['-sf', '-C', '-', '-o']],
  ['wget', ['-q', '-c', '-O']],
])('%s goes on with a download that broke off', async (program, args) => {
  const { url } = await direct();
  const file = path.join(site.test.home, `half-${program}.bin`);
  await writeFile(file, bytes.subarray(0, 5 * MIB));
  await execa(program, [...args, file, url]);
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

test('revoking a direct link ends its running download at once, and every later one', async () => {
  const share = await direct();
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(share.url, { agent: false }, resolve).once('error', reject);
  });
  await new Promise((resolve) => answer.once('readable', resolve));
  await site.owner.call.shares.revoke({ id: share.id });
  const ended = new Promise<boolean>((resolve) => {
    answer.once('close', () => resolve(answer.complete));
    answer.on('error', () => undefined);
  });
  answer.resume();
  expect(await ended).toBe(false);
  expect(isClosed(await get(share.target))).toBe(true);
});

test('a direct link needs the door open for links alone', async () => {
  const { target } = await direct();
  await site.owner.call.network.setMode({ mode: 'links' });
  const { status } = await get(target, { method: 'HEAD' });
  await site.owner.call.network.setMode({ mode: 'people' });
  expect(status).toBe(200);
});

test('whatever is altered, the answer is one and the same', async () => {
  const one = await direct();
  const two = await direct();
  const shareOf = (target: string) => /x-mcm-share=([\w-]+)/u.exec(target)?.[1] ?? '';
  const altered = [
    one.target.replace(shareOf(one.target), shareOf(two.target)),
    one.target.replace(/&x-mcm-share=[^&]+/u, ''),
    one.target.replace('Expires=', 'Expires=1'),
    one.target.replace(/Signature=.{4}/u, 'Signature=0000'),
    `${one.target}&versionId=x`,
    `${one.target}&x-mcm-upload=${one.id}`,
    one.target.replace(/\/[\da-f]{2}\//u, (part) => (part === '/00/' ? '/01/' : '/00/')),
    one.target.slice(0, one.target.indexOf('?')),
    `${one.target.slice(0, one.target.indexOf('?'))}?`,
    `${one.target.slice(0, one.target.indexOf('?'))}?location`,
  ];
  for (const target of altered)
    expect([target, isClosed(await send(lanUrl, target))]).toEqual([target, true]);
  for (const method of ['PUT', 'POST', 'DELETE', 'OPTIONS']) {
    const answer = await get(one.target, { method, headers: { 'content-length': '0' } });
    expect([method, answer.status >= 400, answer.body.toString().includes('<Error>')]).toEqual([
      method,
      true,
      false,
    ]);
  }
  expect((await get(one.target)).status).toBe(200);
});

test('nothing of the store is reached by paths of S3', async () => {
  const bucket = (await direct()).target.split('/')[1] ?? '';
  for (const target of [
    `/${bucket}`,
    `/${bucket}/?list-type=2`,
    `/${bucket}/?uploads`,
    '/minio/health/live',
    `/${bucket}/../minio`,
  ]) {
    const answer = await get(target);
    expect(answer.body.toString()).not.toMatch(/<Error|ListBucket|MinIO/u);
  }
});

/** Begins an upload of these bytes from the phone. */
async function begin(content: Buffer, name: string): Promise<WebUpload> {
  return phone.call.uploads.begin({
    folderId: null,
    path: [],
    name,
    sizeBytes: content.length,
    modifiedAt: '2026-01-02T03:04:05.000Z',
  });
}
async function targets(id: string, numbers: number[]): Promise<string[]> {
  const { urls } = await phone.call.uploads.sign({ id, numbers });
  return urls.map((url) => {
    expect(new URL(url).origin).toBe(site.baseUrl);
    return url.slice(site.baseUrl.length);
  });
}
const put = (target: string, body: Buffer, headers: Record<string, string> = {}) =>
  get(target, { method: 'PUT', body, headers: { 'content-length': String(body.length), ...headers } });

async function putAll(upload: WebUpload, content: Buffer): Promise<TestAnswer[]> {
  const count = Math.max(1, Math.ceil(content.length / upload.partBytes));
  const signed = await targets(
    upload.id,
    Array.from({ length: count }, (_, at) => at + 1),
  );
  return Promise.all(
    signed.map((target, at) =>
      put(target, content.subarray(at * upload.partBytes, (at + 1) * upload.partBytes)),
    ),
  );
}

test.each([
  ['an empty file', 0],
  ['a photo', 3 * MIB + 5],
  ['a film', 33 * MIB + 1],
])('%s from a phone arrives as it was sent', async (name, size) => {
  const content = randomBytes(size);
  const upload = await begin(content, name);
  for (const { status, headers, body } of await putAll(upload, content)) {
    expect([status, body.length]).toEqual([200, 0]);
    expect(headers.etag).toMatch(/^"[\da-f]{32}"$/u);
    expect(Object.keys(headers).some((one) => /amz|minio|server/u.test(one))).toBe(false);
  }
  const { node } = await phone.call.uploads.finish({ id: upload.id, conflict: 'ask' });
  expect(node).toMatchObject({ name, sizeBytes: size });
  const { base } = await phone.call.previews.access();
  const saved = await phone.get(`${new URL(base, site.baseUrl).pathname}file/${node?.id ?? ''}?save`);
  expect(createHash('sha256').update(saved.body).digest('hex')).toBe(
    createHash('sha256').update(content).digest('hex'),
  );
});

test('folders of a chosen folder are made on the way', async () => {
  const content = Buffer.from('in a folder');
  const upload = await phone.call.uploads.begin({
    folderId: null,
    path: ['Trip', 'Day 1'],
    name: 'note.txt',
    sizeBytes: content.length,
    modifiedAt: '2026-01-02T03:04:05.000Z',
  });
  await putAll(upload, content);
  await phone.call.uploads.finish({ id: upload.id, conflict: 'ask' });
  const trip = (await phone.call.drive.list({ folderId: null })).items.find(({ name }) => name === 'Trip');
  const [day] = (await phone.call.drive.list({ folderId: trip?.id ?? null })).items;
  expect(day?.name).toBe('Day 1');
});

test('a part of another size, of another upload, to another key or altered is not taken', async () => {
  const content = randomBytes(20 * MIB);
  const [upload, other] = [await begin(content, 'strict'), await begin(content, 'other')];
  const [first = '', last = ''] = await targets(upload.id, [1, 3]);
  const [theirs = ''] = await targets(other.id, [1]);
  const part = content.subarray(0, upload.partBytes);
  const bad = [
    await put(first, part.subarray(1)),
    await put(first, Buffer.concat([part, Buffer.of(0)])),
    await put(last, part),
    await put(first.replace(upload.id, other.id), part),
    await put(first.replace('partNumber=1', 'partNumber=2'), part),
    await put(`${first}&acl=`, part),
    await put(theirs.replace(/^[^?]+/u, first.split('?')[0] ?? ''), part),
    await put(first.replace(/&?partNumber=1/u, ''), part),
    await get(first),
    await get(first, { method: 'HEAD' }),
  ];
  for (const [at, answer] of bad.entries())
    expect([at, answer.status, answer.body.toString().includes('<Error>')]).toEqual([at, 404, false]);
  expect((await begin(content, 'strict')).parts).toEqual([]);
  expect((await put(first, part)).status).toBe(200);
});

test('a digest that does not fit is noticed by the store', async () => {
  const content = randomBytes(1000);
  const upload = await begin(content, 'digest');
  const [target = ''] = await targets(upload.id, [1]);
  const digest = (of: Buffer) => ({ 'content-md5': createHash('md5').update(of).digest('base64') });
  expect((await put(target, content, digest(randomBytes(10)))).status).toBe(404);
  expect((await put(target, content, digest(content))).status).toBe(200);
});

test('a part that comes after the file was made changes nothing', async () => {
  const content = randomBytes(1000);
  const upload = await begin(content, 'late');
  const [target = ''] = await targets(upload.id, [1]);
  await put(target, content);
  const { node } = await phone.call.uploads.finish({ id: upload.id, conflict: 'ask' });
  expect(isClosed(await put(target, randomBytes(1000)))).toBe(true);
  const { base } = await phone.call.previews.access();
  const saved = await phone.get(`${new URL(base, site.baseUrl).pathname}file/${node?.id ?? ''}?save`);
  expect(saved.body.equals(content)).toBe(true);
});

test('no other person can sign, finish or give up an upload', async () => {
  const upload = await begin(randomBytes(10), 'mine');
  await addPerson(site.test, site.owner, 'bo');
  const bo = await openBrowserOf(site.baseUrl, 'bo');
  const gone = { code: 'UPLOAD_GONE' };
  await expect(bo.call.uploads.sign({ id: upload.id, numbers: [1] })).rejects.toMatchObject(gone);
  await expect(bo.call.uploads.finish({ id: upload.id, conflict: 'ask' })).rejects.toMatchObject(gone);
  await bo.call.uploads.abort({ id: upload.id });
  expect((await targets(upload.id, [1])).length).toBe(1);
});

test.each([
  ['no length', () => 'transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
  ['two lengths', () => 'content-length: 5\r\ncontent-length: 6\r\n\r\nhello!'],
  ['a negative length', () => 'content-length: -5\r\n\r\nhello'],
  ['a length and chunks', () => 'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a huge length', () => 'content-length: 99999999999999\r\n\r\nhello'],
  ['a strange expectation', () => 'expect: a-miracle\r\ncontent-length: 5\r\n\r\nhello'],
])('a body with %s is refused, and the door goes on', async (_what, head) => {
  const upload = await begin(Buffer.from('hello'), `malformed ${_what}`);
  const [target = ''] = await targets(upload.id, [1]);
  const { host, port } = new URL(site.baseUrl);
  const answer = await sendRaw(Number(port), `PUT ${target} HTTP/1.1\r\nhost: ${host}\r\n${head()}`, {
    enough: /\r\n\r\n/u,
  });
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /u);
  expect((await begin(Buffer.from('hello'), `malformed ${_what}`)).parts).toEqual([]);
  expect((await put(target, Buffer.from('hello'))).status).toBe(200);
});

test('a body that breaks off leaves nothing, and can be sent again', async () => {
  const content = randomBytes(8 * MIB);
  const upload = await begin(content, 'broken');
  const [target = ''] = await targets(upload.id, [1]);
  const { host, port } = new URL(site.baseUrl);
  const socket = await openRaw(Number(port));
  socket.write(
    `PUT ${target} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${String(content.length)}\r\n\r\n`,
  );
  socket.write(content.subarray(0, 3 * MIB), () => socket.destroy());
  await new Promise((resolve) => socket.once('close', resolve));
  await expect(phone.call.uploads.finish({ id: upload.id, conflict: 'ask' })).rejects.toMatchObject({
    code: 'UPLOAD_INCOMPLETE',
  });
  expect((await put(target, content)).status).toBe(200);
  expect((await phone.call.uploads.finish({ id: upload.id, conflict: 'ask' })).node).not.toBeNull();
});

test('a folder comes as a zip, once, to the session that asked for it', async () => {
  const owner = await ownerBrowser();
  const { address } = await owner.call.downloads.zip({ ids: [folderId] });
  expect(address).toMatch(/^\/zip\/[\w-]{32}$/u);
  expect(isClosed(await phone.get(address))).toBe(true);
  expect(isClosed(await get(address))).toBe(true);
  // Asking whether it can begin takes nothing away.
  expect((await get(address, { method: 'HEAD', headers: owner.headers() })).status).toBe(204);
  expect((await get(address, { method: 'HEAD' })).status).toBe(404);
  const answer = await owner.get(address);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': expect.stringContaining('Papers.zip') as unknown,
  });
  const file = path.join(site.test.home, 'got.zip');
  await writeFile(file, answer.body);
  const entries = await readZip(file);
  expect(entries.map(({ name }) => name).toSorted()).toEqual([
    'Papers/',
    `Papers/${NAME}`,
    'Papers/a/',
    'Papers/a/b.txt',
  ]);
  expect(
    (
      await contentOf(
        file,
        entries.find(({ name }) => name.endsWith('.pdf')),
      )
    ).equals(bytes),
  ).toBe(true);
  expect(isClosed(await owner.get(address))).toBe(true);
});

test('a zip of what is not there, or is another person’s, is not made', async () => {
  await expect(phone.call.downloads.zip({ ids: [folderId] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('signing out ends a running zip, which nobody takes for a whole one', async () => {
  const owner = await ownerBrowser();
  const { address } = await owner.call.downloads.zip({ ids: [folderId] });
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .get(`${site.baseUrl}${address}`, { agent: false, headers: owner.headers() }, resolve)
      .once('error', reject);
  });
  await new Promise((resolve) => answer.once('readable', resolve));
  await owner.call.session.signOut();
  let closed = false;
  answer.once('close', () => {
    closed = true;
  });
  answer.on('error', () => undefined);
  answer.resume();
  await until(() => closed, 10_000);
  expect(answer.complete).toBe(false);
});

async function ownerBrowser(): Promise<TestBrowser> {
  const browser = openTestBrowser(site.baseUrl);
  await browser.call.session.signIn({ userName: OWNER.userName, password: OWNER.password, remember: false });
  return browser;
}
