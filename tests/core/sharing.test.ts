import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, setUp, startTestCore, until, upload, type TestCore } from '../support/core.ts';
import { makeStranger, openShareSite, type ShareSite } from '../support/share-site.ts';

const MIB = 1024 * 1024;

describe('a link in a whole cloud', () => {
  let site: ShareSite;
  let folderId: string;

  beforeAll(async () => {
    site = await openShareSite();
    folderId = await site.folder('Films', { 'film.bin': randomBytes(48 * MIB), 'note.txt': 'hello' });
  });
  afterAll(() => site.stop());

  /** Begins a download, takes a little and then waits; says how it ended. */
  async function begin(address: string) {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(`${site.baseUrl}${address}`, { agent: false }, resolve).once('error', reject);
    });
    await new Promise((resolve) => response.once('readable', resolve));
    const ended = new Promise<'broken' | 'complete'>((resolve) => {
      response.once('end', () => resolve('complete'));
      response.once('error', () => resolve('broken'));
      response.once('close', () => resolve(response.complete ? 'complete' : 'broken'));
    });
    return {
      status: response.statusCode,
      async rest() {
        response.resume();
        return ended;
      },
    };
  }

  const downloadsOf = async (id: string) =>
    (await site.owner.call.shares.list({})).items.find((share) => share.id === id)?.downloads;

  test('revoked stops even a running download, and revived goes on', async () => {
    const { share, path: at } = await site.link([folderId]);
    const film = await site.idOf(folderId, 'film.bin');
    const running = await begin(`${at}/f/${film}`);
    expect(running.status).toBe(200);
    await site.owner.call.shares.revoke({ id: share.id });
    expect(await running.rest()).toBe('broken');
    expect((await begin(`${at}/f/${film}`)).status).toBe(404);
    await site.owner.call.shares.revive({ id: share.id });
    expect(await (await begin(`${at}/f/${film}`)).rest()).toBe('complete');
    await until(async () => (await downloadsOf(share.id)) === 1, 5000);
  });

  test('tells its owner who used it, on this computer too', async () => {
    const { share, path: at } = await site.link([folderId]);
    const phone = makeStranger(site.baseUrl);
    await phone.get(at);
    await phone.get(`${at}/f/${await site.idOf(folderId, 'note.txt')}`);
    await until(async () => (await site.owner.call.shares.visits({ id: share.id })).items.length === 2, 5000);
    const { items } = await site.owner.call.shares.visits({ id: share.id });
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'downloaded']));
    await until(() => site.test.notices.some(({ kind }) => kind === 'linkOpened'), 10_000);
    const kinds = (await site.owner.call.usage.activity({ limit: 20 })).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['linkCreated', 'linkOpened', 'linkDownloaded']));
  });

  test('of S3 works for programs: whole, in parts, by its head, until it is revoked', async () => {
    const { call } = site.owner;
    const name = 'Relatório (ação) – João 📷.pdf';
    const reports = await site.folder('Reports', { [name]: 'a report' });
    const share = await call.shares.createDirect({ id: await site.idOf(reports, name), seconds: 3600 });
    const url = share.url ?? '';
    const get = async (init: RequestInit = {}) => {
      const response = await fetch(url, init);
      return { status: response.status, text: await response.text(), headers: response.headers };
    };
    const head = await get({ method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '8']);
    const part = await get({ headers: { range: 'bytes=2-' } });
    expect([part.status, part.text]).toEqual([206, 'report']);
    expect(await downloadsOf(share.id)).toBe(0);
    const whole = await get();
    expect([whole.status, whole.text]).toEqual([200, 'a report']);
    expect(whole.headers.get('content-disposition')).toContain(`filename*=UTF-8''Relat%C3%B3rio%20%28a`);
    await until(async () => (await downloadsOf(share.id)) === 1, 5000);
    expect((await fetch(url.replace(share.id, crypto.randomUUID()))).status).toBe(404);
    await call.shares.revoke({ id: share.id });
    expect((await get()).status).toBe(404);
  });

  test('ends with the network access, and is the same when that is back', async () => {
    const { share, path: at } = await site.link([folderId]);
    await site.owner.call.network.setMode({ mode: 'off' });
    expect((await site.owner.call.shares.list({})).items[0]).toMatchObject({ id: share.id, url: null });
    await site.owner.call.network.setMode({ mode: 'links' });
    expect((await site.owner.call.shares.list({})).items[0]).toMatchObject({ id: share.id, url: share.url });
    expect((await makeStranger(site.baseUrl).get(at)).status).toBe(200);
  });
});

describe('a cloud that lost its home', () => {
  let folder: string;
  const running: TestCore[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-links-'));
  });
  afterAll(async () => {
    for (const core of running) await core.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function start(name: string): Promise<TestCore> {
    const core = await startTestCore({ home: path.join(folder, name), keep: true });
    running.push(core);
    return core;
  }
  async function stop(core: TestCore): Promise<void> {
    running.splice(running.indexOf(core), 1);
    await core.stop();
  }

  test('comes back with its links: those that people have open, although they cannot be shown', async () => {
    const first = await start('first');
    const owner = await setUp(first);
    const port = await getPort();
    await owner.call.network.setPort({ port });
    await owner.call.network.setMode({ mode: 'links' });
    const note = path.join(folder, 'note.txt');
    await writeFile(note, 'what was shared');
    await upload(owner, null, [note]);
    const { items } = await owner.call.drive.list({ folderId: null });
    const ids = items.map(({ id }) => id);
    const share = await owner.call.shares.createLink({ ids, expiresAt: null, password: null });
    await owner.call.care.snapshot();
    const { dataFolder } = first;
    await stop(first);

    const second = await start('second');
    const window = second.window();
    await window.call.setup.lookForCloud({ kind: 'folder', folder: dataFolder });
    const state = async (wanted: string) => {
      for await (const { status } of await window.call.setup.watchRestore()) if (status === wanted) return;
    };
    await state('found');
    await window.call.setup.restore({ language: 'en' });
    await until(() => second.restarts() === 1, 30_000);
    await stop(second);
    const third = await start('second');
    await until(() => third.engine().status === 'running', 30_000);

    const back = third.window();
    await back.call.session.signIn({ userName: OWNER.userName, password: OWNER.password, remember: false });
    await back.call.network.setMode({ mode: 'links' });
    const at = new URL(share.url ?? '').pathname;
    const stranger = makeStranger(`http://127.0.0.1:${String(port)}`);
    expect((await stranger.get(at)).status).toBe(200);
    const file = await stranger.get(`${at}/f/${String(ids[0])}`);
    expect(file.body.toString()).toBe('what was shared');
    expect((await back.call.shares.list({})).items[0]).toMatchObject({ id: share.id, url: null });
  });
});
