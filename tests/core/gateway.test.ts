import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPerson, setUp, startTestCore, upload, type TestCore, type TestWindow } from '../support/core.ts';
import { openTestBrowser, openTestDoor, send, type TestBrowser, type TestDoor } from '../support/door.ts';

const bytes = randomBytes(300_000);
const PASSWORD = 'first password of ana';
let cloud: TestCore;
let owner: TestWindow;
let ana: TestWindow & { readonly userId: string };
let fileId: string;
let door: TestDoor;

beforeAll(async () => {
  cloud = await startTestCore({ sqliteBinding: null });
  owner = await setUp(cloud);
  ana = await addPerson(cloud, owner, 'ana');
  const folder = path.join(cloud.home, 'sources');
  await mkdir(folder);
  const name = 'Relatório (ação) – João 📷.bin';
  await writeFile(path.join(folder, name), bytes);
  await upload(ana, null, [path.join(folder, name)]);
  fileId = (await ana.call.drive.list({ folderId: null })).items[0]?.id ?? '';
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  door = await openTestDoor(cloud.core.routes);
});
afterEach(() => door.close());

async function signedIn(remember = false): Promise<TestBrowser> {
  const browser = openTestBrowser(door.origin);
  await browser.call.session.signIn({ userName: 'ana', password: PASSWORD, remember });
  return browser;
}

test('a browser signs in, asks, and signs out', async () => {
  const browser = openTestBrowser(door.origin);
  expect(await browser.call.session.me()).toBeNull();
  await expect(browser.call.drive.list({ folderId: null })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  await browser.call.session.signIn({ userName: 'ana', password: PASSWORD, remember: false });
  expect(await browser.call.session.me()).toMatchObject({ userName: 'ana' });
  expect((await browser.call.drive.list({ folderId: null })).items).toHaveLength(1);
  await browser.call.session.signOut();
  expect(browser.cookies.size).toBe(0);
  expect(await browser.call.session.me()).toBeNull();
});

test('a stranger learns the name of the cloud, and nothing that helps to attack it', async () => {
  const stranger = openTestBrowser(door.origin);
  const name = 'Mini Cloud';
  expect(await stranger.call.cloud.info()).toMatchObject({ name, appVersion: null, secrets: null });
  const browser = await signedIn();
  expect(await browser.call.cloud.info()).toMatchObject({ name, appVersion: '0.0.0-test', secrets: 'file' });
});

test('the cookie is for this door alone, and stays only where that was asked for', async () => {
  const answer = (remember: boolean) =>
    send(door.origin, '/rpc/session/signIn', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mcm': '1', origin: door.origin },
      body: JSON.stringify({ json: { userName: 'ana', password: PASSWORD, remember } }),
    });
  const [once = ''] = (await answer(false)).headers['set-cookie'] ?? [];
  expect(once).toMatch(/^session\.\d+=v[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u);
  const [kept = ''] = (await answer(true)).headers['set-cookie'] ?? [];
  expect(kept).toMatch(/^session\.\d+=r[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/u);
});

test('a remembered session keeps its cookie for as long as it is used', async () => {
  const cookieOfMe = async (browser: TestBrowser) => {
    const { headers } = await send(door.origin, '/rpc/session/me', {
      method: 'POST',
      headers: {
        ...browser.headers(),
        'content-type': 'application/json',
        'x-mcm': '1',
        origin: door.origin,
      },
      body: '{}',
    });
    return headers['set-cookie'];
  };
  const remembered = await signedIn(true);
  const [[name, value] = []] = remembered.cookies;
  expect(await cookieOfMe(remembered)).toEqual([
    `${String(name)}=${String(value)}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict`,
  ]);
  expect(await cookieOfMe(await signedIn(false))).toBeUndefined();
});

test('long answers are packed for browsers that take it', async () => {
  const browser = await signedIn();
  for (let at = 0; at < 20; at += 1)
    await browser.call.drive.createFolder({ parentId: null, name: `Folder ${String(at)}` });
  const { headers, body } = await send(door.origin, '/rpc/drive/list', {
    method: 'POST',
    headers: {
      ...browser.headers(),
      'content-type': 'application/json',
      'accept-encoding': 'gzip, deflate',
      'x-mcm': '1',
      origin: door.origin,
    },
    body: JSON.stringify({ json: { folderId: null } }),
  });
  expect(headers['content-encoding']).toBe('gzip');
  expect(zlib.gunzipSync(body).toString()).toContain('Folder 7');
  expect(await browser.call.drive.list({ folderId: null })).toMatchObject({
    items: expect.any(Array) as unknown,
  });
});

test.each([
  ['session/signIn', { userName: 'ana', password: 'not hers', remember: false }, 'WRONG_CREDENTIALS', 401],
  ['session/signIn', {}, 'INVALID_INPUT', 400],
  ['drive/list', { folderId: null }, 'NOT_SIGNED_IN', 401],
  ['no/such', {}, 'NOT_FOUND', 404],
] as const)(
  'a failed call of %s with %j says its true status to programs too',
  async (name, input, code, status) => {
    const answer = await send(door.origin, `/rpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mcm': '1', origin: door.origin },
      body: JSON.stringify({ json: input }),
    });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ json: { code, status } });
  },
);

test('who is not signed in is not listened to for long, and who is says all they have to', async () => {
  const ids = Array.from({ length: 1000 }, () => '0198c0de-0000-7000-8000-000000000000');
  const body = JSON.stringify({ json: { ids } });
  const { status } = await send(door.origin, '/rpc/drive/trash', {
    method: 'POST',
    headers: {
      origin: door.origin,
      'x-mcm': '1',
      'content-type': 'application/json',
      'content-length': String(body.length),
    },
    // The rest never comes: it is answered without waiting for it.
    body: body.slice(0, 1000),
  });
  expect(status).toBe(401);
  const browser = await signedIn();
  await expect(browser.call.drive.trash({ ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a call that fails says why by its code, with the status that programs know', async () => {
  const browser = openTestBrowser(door.origin);
  const wrong = browser.call.session.signIn({
    userName: 'nobody',
    password: 'not the password',
    remember: false,
  });
  await expect(wrong).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS', data: { attemptsBeforeWait: 4 } });
});

test('a stream tells of changes, and ends when its session does', async () => {
  const browser = await signedIn();
  const events = await browser.call.usage.watch();
  const next = events.next();
  await browser.call.drive.createFolder({ parentId: null, name: 'Heard of' });
  expect((await next).done).toBe(false);
  await ana.call.session.endOthers();
  const rest: unknown[] = [];
  for await (const event of events) rest.push(event);
  await expect(browser.call.usage.summary()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
});

test('devices are listed with where they are, and can be signed out one by one', async () => {
  const browser = await signedIn();
  const seen = await ana.call.session.list();
  expect(seen.map(({ device, address, current }) => ({ device, address, current }))).toEqual(
    expect.arrayContaining([
      { device: 'Chrome, Android', address: '127.0.0.1', current: false },
      { device: null, address: null, current: true },
    ]),
  );
  const phone = seen.find(({ device }) => device !== null);
  await ana.call.session.end({ id: phone?.id ?? '' });
  expect(await browser.call.session.me()).toBeNull();
});

test('content comes whole and in parts, and is saved under its name when asked', async () => {
  const browser = await signedIn();
  const { base } = await browser.call.previews.access();
  const address = `${base}file/${fileId}`;
  const whole = await browser.get(address);
  expect(whole.status).toBe(200);
  expect(whole.body.equals(bytes)).toBe(true);
  const part = await browser.get(address, { range: 'bytes=100-199' });
  expect(part.status).toBe(206);
  expect(part.body.equals(bytes.subarray(100, 200))).toBe(true);
  const head = await send(door.origin, address, { method: 'HEAD', headers: browser.headers() });
  expect(head.headers['content-length']).toBe(String(bytes.length));
  const saved = await browser.get(`${address}?save`);
  expect(saved.headers['content-disposition']).toBe(
    `attachment; filename="Relatorio (acao) _ Joao _.bin"; filename*=UTF-8''Relat%C3%B3rio%20%28a%C3%A7%C3%A3o%29%20%E2%80%93%20Jo%C3%A3o%20%F0%9F%93%B7.bin`,
  );
});

test('saving a file counts among the downloads once, also when it was gone on with', async () => {
  const browser = await signedIn();
  const { base } = await browser.call.previews.access();
  const downloads = async () =>
    (await ana.call.usage.days({ days: 7 })).reduce((sum, day) => sum + day.downloads, 0);
  const before = await downloads();
  await browser.get(`${base}file/${fileId}?save`, { range: 'bytes=0-999' });
  await browser.get(`${base}file/${fileId}?save`, { range: 'bytes=1000-' });
  await expect.poll(downloads).toBe(before + 1);
});

test('a download that runs ends when its session does', async () => {
  const folder = path.join(cloud.home, 'large');
  await mkdir(folder);
  await writeFile(path.join(folder, 'large.bin'), Buffer.alloc(64 * 1024 * 1024, 1));
  const { items } = await upload(ana, null, [path.join(folder, 'large.bin')]);
  expect(items.some(({ status }) => status === 'failed')).toBe(false);
  const listed = (await ana.call.drive.list({ folderId: null })).items;
  const large = listed.find(({ name }) => name === 'large.bin');
  const browser = await signedIn();
  const { base } = await browser.call.previews.access();
  const response = await fetch(`${door.origin}${base}file/${large?.id ?? ''}`, {
    headers: browser.headers(),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await ana.call.session.endOthers();
  const toTheEnd = async () => {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read());
  };
  await expect(toTheEnd()).rejects.toThrow('terminated');
});

test('an address of content is of no use without its session', async () => {
  const browser = await signedIn();
  const { base } = await browser.call.previews.access();
  expect((await send(door.origin, `${base}file/${fileId}`)).status).toBe(404);
  const other = await signedIn();
  expect((await other.get(`${base}file/${fileId}`)).status).toBe(404);
});

test('closing the door ends what runs, and it opens again at the same port', async () => {
  const browser = await signedIn();
  const events = await browser.call.usage.watch();
  const { port } = door;
  await door.close();
  const toTheEnd = async () => {
    for await (const event of events) if (event.at === '') break;
  };
  await expect(toTheEnd()).rejects.toThrow('terminated');
  await expect(send(door.origin, '/')).rejects.toThrow('ECONNREFUSED');
  expect(await door.open({ port })).toEqual({ port });
  expect(await browser.call.session.me()).toMatchObject({ userName: 'ana' });
});

test('a port that is taken is said so, and the door stays open where it was', async () => {
  const other = await openTestDoor(cloud.core.routes);
  await expect(door.open({ port: other.port })).rejects.toMatchObject({
    code: 'DOOR_PORT_TAKEN',
    data: { port: other.port },
  });
  expect((await send(door.origin, '/nothing.txt')).status).toBe(404);
  await other.close();
});

test('with links alone open, nothing that needs an account answers', async () => {
  const browser = await signedIn();
  door.setMode('links');
  for (const at of ['/', '/files', '/content/x/file/y']) expect((await browser.get(at)).status, at).toBe(404);
  await expect(browser.call.session.me()).rejects.toMatchObject({ status: 404 });
});
