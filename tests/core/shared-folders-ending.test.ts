import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowserCloud, type BrowserCloud } from '../support/browser-cloud.ts';
import { addPerson, upload, type TestWindow } from '../support/core.ts';
import { openBrowserOf, type TestBrowser } from '../support/door.ts';

const MIB = 1024 * 1024;
let cloud: BrowserCloud;
let ana: TestWindow & { readonly userId: string };
let bia: TestWindow & { readonly userId: string };
/** Bia's, while Ana shares `plans` with her. */
let phone: TestBrowser;
let plans: string;
let film: string;
let grantId: string;

beforeAll(async () => {
  cloud = await openBrowserCloud();
  ana = await addPerson(cloud.test, cloud.owner, 'ana');
  bia = await addPerson(cloud.test, cloud.owner, 'bia');
  const folder = path.join(cloud.test.home, 'sources', 'Plans');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'film.mp4'), randomBytes(48 * MIB));
  await upload(ana, null, [folder]);
  plans = (await ana.call.drive.list({ folderId: null })).items[0]?.id ?? '';
  film = (await ana.call.drive.list({ folderId: plans })).items[0]?.id ?? '';
  phone = await openBrowserOf(cloud.baseUrl, 'bia');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  const given = { folderId: plans, personId: bia.userId, access: 'write' } as const;
  grantId = (await ana.call.grants.give(given)).id;
});

const withdraw = () => ana.call.grants.withdraw({ id: grantId });

/** Begins to read an answer, and reads no further. */
async function begin(address: string): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { agent: false, headers: phone.headers() };
    http.get(`${cloud.baseUrl}${address}`, options, resolve).once('error', reject);
  });
  expect(answer.statusCode).toBe(200);
  await new Promise((resolve) => answer.once('readable', resolve));
  return answer;
}

/** Reads the rest; true when it came to its end. */
function arrives(answer: IncomingMessage): Promise<boolean> {
  const ended = new Promise<boolean>((resolve) => {
    answer.once('close', () => resolve(answer.complete));
    answer.on('error', () => undefined);
  });
  answer.resume();
  return ended;
}

const content = async () => `${(await phone.call.previews.access()).base}file/${film}`;

test('a film that is being watched breaks off when the folder is withdrawn, and does not begin again', async () => {
  const address = await content();
  const answer = await begin(address);
  await withdraw();
  expect(await arrives(answer)).toBe(false);
  expect((await phone.get(address)).status).toBe(404);
});

test('what the window reads from the store ends with the sharing and with the session, and what is one’s own only with that', async () => {
  const own = (await bia.call.drive.createFolder({ parentId: null, name: 'Own' })).id;
  await writeFile(path.join(cloud.test.home, 'sources', 'own.mp4'), randomBytes(1000));
  await upload(bia, own, [path.join(cloud.test.home, 'sources', 'own.mp4')]);
  const [mine] = (await bia.call.drive.list({ folderId: own })).items;
  const { base } = await bia.call.previews.access();
  const token = base.split('/').at(-2) ?? '';
  const over: string[] = [];
  const show = async (name: string, nodeId: string, signal = new AbortController().signal) => {
    const reader = { signal, over: () => over.push(name) };
    const question = { token, what: 'file', nodeId, contentId: null } as const;
    return (await cloud.test.core.showContent(question, reader)).kind;
  };
  const page = new AbortController();
  expect(await show('film', film)).toBe('found');
  expect(await show('film that was closed', film, page.signal)).toBe('found');
  expect(await show('own', mine?.id ?? '')).toBe('found');
  page.abort();
  await withdraw();
  await expect.poll(() => over).toEqual(['film']);
  expect(await show('film again', film)).toBe('missing');
  await bia.call.session.signOut();
  await expect.poll(() => over).toEqual(['film', 'own']);
  expect(await show('own again', mine?.id ?? '')).toBe('missing');
});

test('a download breaks off when the folder goes into the trash', async () => {
  const answer = await begin(`${await content()}?save`);
  await ana.call.drive.trash({ ids: [plans] });
  expect(await arrives(answer)).toBe(false);
  await ana.call.drive.restore({ ids: [plans], conflicts: 'keepBoth' });
});

test('a download goes on while other folders are shared and withdrawn', async () => {
  const answer = await begin(`${await content()}?save`);
  const other = await ana.call.drive.createFolder({ parentId: null, name: 'Other' });
  const given = { folderId: other.id, personId: bia.userId, access: 'read' } as const;
  const { id } = await ana.call.grants.give(given);
  await ana.call.grants.withdraw({ id });
  await ana.call.drive.trash({ ids: [other.id] });
  expect(await arrives(answer)).toBe(true);
});

test('a zip breaks off when the folder is withdrawn', async () => {
  const { address } = await phone.call.downloads.zip({ ids: [plans] });
  const answer = await begin(address);
  await withdraw();
  expect(await arrives(answer)).toBe(false);
});

test('a part that is being sent breaks off when the folder may only be read, and no later one is let in', async () => {
  const sizeBytes = 20 * MIB;
  const { id, partBytes } = await phone.call.uploads.begin({
    folderId: plans,
    path: [],
    name: 'mine.mp4',
    sizeBytes,
    modifiedAt: '2026-01-02T03:04:05.000Z',
  });
  const { urls } = await phone.call.uploads.sign({ id, numbers: [1, 2] });
  const put = (url: string) =>
    http.request(url, { method: 'PUT', agent: false, headers: { 'content-length': String(partBytes) } });
  const [first, second] = urls.map(put);
  if (first === undefined || second === undefined) throw new Error('two were asked for');
  const broken = new Promise<string>((resolve) => {
    first.once('error', () => resolve('broken'));
    first.once('response', ({ statusCode }) => resolve(String(statusCode)));
  });
  await new Promise((resolve) => first.write(randomBytes(MIB), resolve));
  await ana.call.grants.give({ folderId: plans, personId: bia.userId, access: 'read' });
  expect(['broken', '404']).toContain(await broken);
  first.destroy();
  const refused = new Promise<number | undefined>((resolve, reject) => {
    second.once('response', ({ statusCode }) => resolve(statusCode));
    second.once('error', reject);
  });
  second.write(randomBytes(10));
  expect(await refused).toBe(404);
  second.destroy();
  await expect(phone.call.uploads.sign({ id, numbers: [1] })).rejects.toMatchObject({ code: 'READ_ONLY' });
  await expect(phone.call.uploads.finish({ id, conflict: 'ask' })).rejects.toMatchObject({
    code: 'READ_ONLY',
  });
  await phone.call.uploads.abort({ id });
});
