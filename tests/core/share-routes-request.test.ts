import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { send } from '../support/door.ts';
import { openRaw } from '../support/raw-http.ts';
import { makeStranger, openShareSite, type ShareSite, type Stranger } from '../support/share-site.ts';
import { readZip } from '../support/zip-reader.ts';

let site: ShareSite;
let folderId: string;
let bia: Stranger;

const MODIFIED = '2026-05-04T10:00:00.000Z';
const begun = z.object({
  id: z.string(),
  partBytes: z.number(),
  parts: z.array(z.object({ number: z.number() })),
});
const refusal = z.object({ error: z.object({ code: z.string(), text: z.string() }) });

beforeAll(async () => {
  site = await openShareSite();
  folderId = await site.folder('Inbox', { 'there.txt': 'was here before', 'In/deep.txt': 'deep' });
});
beforeEach(() => {
  bia = makeStranger(site.baseUrl);
});
afterAll(() => site.stop());

const json = <T>(schema: z.ZodType<T>, { body }: { body: Buffer }): T =>
  schema.parse(JSON.parse(body.toString()));

/** Sends a file as the script of the page does. */
async function sendFile(
  who: Stranger,
  base: string,
  name: string,
  content: string,
  sender: string | null = null,
) {
  const begin = await who.call(`${base}/api/begin`, {
    name,
    sizeBytes: Buffer.byteLength(content),
    modifiedAt: MODIFIED,
    sender,
  });
  if (begin.status !== 200) return begin;
  const { id } = json(begun, begin);
  const signed = await who.call(`${base}/api/sign`, { id, numbers: [1] });
  const [url = ''] = json(z.object({ urls: z.array(z.string()) }), signed).urls;
  const put = await send(site.baseUrl, url.startsWith('http') ? url.slice(site.baseUrl.length) : url, {
    method: 'PUT',
    headers: { 'content-length': String(Buffer.byteLength(content)) },
    body: content,
  });
  expect(put.status).toBe(200);
  return who.call(`${base}/api/finish`, { id });
}

const inbox = async () =>
  (await site.owner.call.drive.list({ folderId })).items.map(({ name }) => name).toSorted();

describe('a request', () => {
  test('says who asks for what, and shows nothing of the folder', async () => {
    const { path: base } = await site.request(folderId, { note: 'All of them' });
    const page = (await bia.get(base)).body.toString();
    expect(page).toContain('<bdi>Olga Dona</bdi> asks you for files');
    expect(page).toContain('Send me your photos');
    expect(page).toContain('Choose files');
    expect(page).not.toContain('there.txt');
    expect(page).not.toContain('Inbox');
  });

  test('takes files, never over another, and keeps a receipt for who sent them', async () => {
    const { path: base } = await site.request(folderId);
    await bia.get(base);
    const sent = await sendFile(bia, base, 'there.txt', 'something else');
    expect(sent.status).toBe(200);
    expect(await inbox()).toEqual(['In', 'there (2).txt', 'there.txt']);
    expect((await bia.get(base)).body.toString()).toContain('1 file arrived');
    expect((await makeStranger(site.baseUrl).get(base)).body.toString()).not.toContain('there');
  });

  test('takes marks out of names that make a program pose as a picture', async () => {
    const { path: base } = await site.request(folderId);
    await sendFile(bia, base, 'photo\u202Egpj.exe', 'no photo');
    expect(await inbox()).toContain('photogpj.exe');
  });

  test('asks for the name of who sends, where the owner wants that', async () => {
    const { path: base, share } = await site.request(folderId, { asksName: true });
    await bia.get(base);
    const nameless = await sendFile(bia, base, 'a.txt', 'a');
    expect(nameless.status).toBe(409);
    expect(json(refusal, nameless).error).toEqual({ code: 'NAME_REQUIRED', text: 'Enter your name first.' });
    expect((await sendFile(bia, base, 'a.txt', 'a', 'Bia')).status).toBe(200);
    await expect
      .poll(async () =>
        (await site.owner.call.shares.visits({ id: share.id })).items.map(({ kind, by }) => [kind, by]),
      )
      .toContainEqual(['received', 'Bia']);
  });

  test('refuses what is too large or too much, in the language of the reader', async () => {
    const { path: base } = await site.request(folderId, { maximumFileBytes: 2048, maximumFiles: 1 });
    const reader = makeStranger(site.baseUrl, 'pt-BR');
    await reader.get(base);
    const large = await sendFile(reader, base, 'large.bin', 'x'.repeat(3000));
    expect(json(refusal, large).error).toEqual({
      code: 'FILE_TOO_LARGE',
      text: 'Este arquivo é maior do que o permitido: no máximo 2 KB.',
    });
    expect((await sendFile(reader, base, 'small.bin', 'x')).status).toBe(200);
    expect(json(refusal, await sendFile(reader, base, 'more.bin', 'x')).error.code).toBe('REQUEST_FULL');
    expect((await reader.get(base)).body.toString()).toContain('já recebeu tudo');
  });

  test('says what still fits after what others sent meanwhile, in the language of the reader', async () => {
    const { path: base } = await site.request(folderId, { maximumFiles: 2, maximumBytes: 4096 });
    const reader = makeStranger(site.baseUrl, 'pt-BR');
    await reader.get(base);
    await sendFile(bia, base, 'first.bin', 'x'.repeat(96));
    const some = await reader.call(`${base}/api/room`, {});
    await sendFile(bia, base, 'second.bin', 'x');
    const none = await reader.call(`${base}/api/room`, {});
    expect(JSON.parse(some.body.toString())).toEqual({
      full: false,
      lines: ['Cabe mais um arquivo', 'Até 4 KB no total'],
    });
    expect(JSON.parse(none.body.toString())).toMatchObject({ full: true });
  });

  test('goes on with a file that broke off, for the same browser alone', async () => {
    const { path: base } = await site.request(folderId);
    await bia.get(base);
    const file = { name: 'long.bin', sizeBytes: 10, modifiedAt: MODIFIED, sender: null };
    const { id } = json(begun, await bia.call(`${base}/api/begin`, file));
    expect(json(begun, await bia.call(`${base}/api/begin`, file)).id).toBe(id);
    const other = makeStranger(site.baseUrl);
    await other.get(base);
    expect(json(begun, await other.call(`${base}/api/begin`, file)).id).not.toBe(id);
    expect((await other.call(`${base}/api/finish`, { id })).status).toBe(410);
    await other.call(`${base}/api/abort`, { id });
    expect((await bia.call(`${base}/api/sign`, { id, numbers: [1] })).status).toBe(200);
    expect((await other.call(`${base}/api/sign`, { id, numbers: [1] })).status).toBe(410);
    const elsewhere = await site.request(folderId);
    expect((await bia.call(`${elsewhere.path}/api/sign`, { id, numbers: [1] })).status).toBe(410);
  });

  test('answers what no page of ours would say like a link that is none', async () => {
    const { path: base } = await site.request(folderId);
    const link = await site.link([folderId]);
    const never = (await bia.get('/s/AAAAAAAAAAAAAAAAAAAAAA')).body;
    const nonsense: [string, unknown][] = [
      [`${base}/api/begin`, {}],
      [`${base}/api/begin`, { name: 'a', sizeBytes: -1, modifiedAt: MODIFIED, sender: null }],
      [`${base}/api/begin`, { name: 'a'.repeat(20_000), sizeBytes: 1, modifiedAt: MODIFIED, sender: null }],
      [`${base}/api/sign`, { id: 'x', numbers: [1] }],
      [`${base}/api/unknown`, {}],
      [`${base}/api/constructor`, {}],
      [`${base}/api/finish`, null],
      [`${link.path}/api/begin`, { name: 'a', sizeBytes: 1, modifiedAt: MODIFIED, sender: null }],
    ];
    for (const [address, input] of nonsense) {
      const answer = await bia.call(address, input);
      expect(answer.status, address).toBe(404);
      expect(answer.body.equals(never), address).toBe(true);
    }
  });

  test('takes nothing from pages of other sites', async () => {
    const { path: base } = await site.request(folderId);
    const file = { name: 'a', sizeBytes: 1, modifiedAt: MODIFIED, sender: null };
    expect((await bia.call(`${base}/api/begin`, file, { origin: 'http://evil.example' })).status).toBe(403);
  });

  test('that is revoked takes nothing more', async () => {
    const { path: base, share } = await site.request(folderId);
    await bia.get(base);
    const file = { name: 'late.bin', sizeBytes: 10, modifiedAt: MODIFIED, sender: null };
    const { id } = json(begun, await bia.call(`${base}/api/begin`, file));
    await site.owner.call.shares.revoke({ id: share.id });
    expect((await bia.call(`${base}/api/sign`, { id, numbers: [1] })).status).toBe(404);
    expect((await bia.call(`${base}/api/finish`, { id })).status).toBe(404);
  });
});

test('everything of a link comes as one zip, named after it, and is counted once it is whole', async () => {
  const { path: base, share } = await site.link([folderId], { downloadLimit: 2 });
  const head = await bia.head(`${base}/zip`);
  expect(head).toMatchObject({ status: 200, headers: { 'content-type': 'application/zip' } });
  const zip = await bia.get(`${base}/zip`);
  expect(zip.status).toBe(200);
  expect(zip.headers['content-disposition']).toContain('filename="Inbox.zip"');
  const file = path.join(site.test.home, 'all.zip');
  await writeFile(file, zip.body);
  expect((await readZip(file)).map(({ name }) => name)).toContain('Inbox/In/deep.txt');
  const inner = await site.idOf(folderId, 'In');
  const part = await bia.get(`${base}/zip/${inner}`);
  expect(part.headers['content-disposition']).toContain('filename="In.zip"');
  const { items } = await site.owner.call.shares.list({});
  expect(items.find(({ id }) => id === share.id)?.downloads).toBe(2);
  expect((await bia.get(`${base}/zip`)).status).toBe(404);
});

test('one device gets some zips at once and no more, until one of them is over', async () => {
  // More than the system keeps on the way of six connections.
  const film = await site.folder('Film', { 'film.mp4': Buffer.alloc(96 * 1024 * 1024, 7) });
  const { path: base } = await site.link([film]);
  const { host, port } = new URL(site.baseUrl);
  const asked = `GET ${base}/zip HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  const readers = await Promise.all(Array.from({ length: 6 }, () => openRaw(Number(port))));
  for (const reader of readers) {
    reader.write(asked);
    const head = String((await once(reader, 'data'))[0]);
    reader.pause();
    expect(head).toMatch(/^HTTP\/1\.1 200 /u);
  }
  const refused = await bia.get(`${base}/zip`);
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5', refresh: '5' } });
  const words = refused.body.toString();
  expect(words).toContain('It will begin in a moment');
  expect(words).toContain(`href="${base}">Back`);
  // A link that is marked as a download would hide that page behind a download that failed.
  expect((await bia.get(base)).body.toString()).not.toMatch(/<a[^>]*\sdownload[\s>]/u);
  const inPortuguese = await bia.get(`${base}/zip`, { 'accept-language': 'pt-BR' });
  expect(inPortuguese.body.toString()).toContain('Já vai começar');
  for (const reader of readers) reader.destroy();
  await expect.poll(async () => (await bia.get(`${base}/zip`)).status).toBe(200);
});
