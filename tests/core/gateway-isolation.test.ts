import getPort from 'get-port';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCalls } from '../support/contract-calls.ts';
import { addPerson, setUp, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';
import { openTestBrowser, openTestDoor, send, type TestBrowser, type TestDoor } from '../support/door.ts';
import { addAna, attempt, everythingOf, SECRET_NAME, type Ana } from '../support/isolation.ts';

let cloud: TestCore;
let owner: TestWindow;
let ana: Ana;
let openFolderId: string;
/** A link to that folder. */
let linkPath: string;
const LINK_PASSWORD = 'known-to-the-holder';
let door: TestDoor;

beforeAll(async () => {
  cloud = await startTestCore({ sqliteBinding: null });
  owner = await setUp(cloud);
  ana = await addAna(cloud, owner);
  openFolderId = (await ana.window.call.drive.createFolder({ parentId: null, name: 'Open to guests' })).id;
  await owner.call.network.setPort({ port: await getPort() });
  await owner.call.network.setMode({ mode: 'people' });
  const link = { ids: [openFolderId], expiresAt: null, password: LINK_PASSWORD };
  const { url } = await ana.window.call.shares.createLink(link);
  linkPath = new URL(url ?? '').pathname;
  door = await openTestDoor(cloud.core.routes);
});
afterAll(async () => {
  await door.close();
  await cloud.stop();
});

type Who = 'nobody' | 'a holder of a link' | 'another member' | 'a guest in a folder of hers' | 'an admin';
const STRANGERS: readonly Who[] = ['nobody', 'a holder of a link'];

/** What the guard alone must answer over HTTP; null where the service decides. */
function refusalFor(who: Who, { access, desktopOnly }: ReturnType<typeof contractCalls>[number]['meta']) {
  // Nobody can name files of the cloud's own computer from afar, or do its first run.
  if (desktopOnly || access === 'setup') return { refused: 'NOT_ALLOWED' };
  if (STRANGERS.includes(who)) return access === 'anyone' ? null : { refused: 'NOT_SIGNED_IN' };
  const tooLow = access === 'owner' || (access === 'admin' && who !== 'an admin');
  return tooLow ? { refused: 'NOT_ALLOWED' } : null;
}

let intruders = 0;
async function makeIntruder(who: Who): Promise<TestBrowser> {
  const browser = openTestBrowser(door.origin);
  if (who === 'a holder of a link') await openLink(browser);
  if (STRANGERS.includes(who)) return browser;
  intruders += 1;
  const userName = `intruder-${String(intruders)}`;
  const window = await addPerson(cloud, owner, userName, who === 'an admin' ? 'admin' : 'member');
  window.close();
  if (who === 'a guest in a folder of hers')
    await ana.window.call.grants.give({ folderId: openFolderId, personId: window.userId, access: 'write' });
  await browser.call.session.signIn({ userName, password: `first password of ${userName}`, remember: false });
  return browser;
}

/** Opens a link of Ana to something else, and takes what its page leaves in a browser to every path. */
async function openLink({ cookies }: TestBrowser): Promise<void> {
  const { headers, status } = await send(door.origin, linkPath, {
    method: 'POST',
    headers: { origin: door.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: `password=${LINK_PASSWORD}`,
  });
  expect(status).toBe(303);
  for (const cookie of headers['set-cookie'] ?? []) {
    const [pair = ''] = cookie.split('; ');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  expect(cookies.size).toBe(2);
}

const everybody = [...STRANGERS, 'another member', 'a guest in a folder of hers', 'an admin'] as const;

describe.each(everybody)('what is Ana’s, tried over the network by %s', (who) => {
  test('is neither shown nor changed by any call', async () => {
    const before = await everythingOf(ana);
    let browser = await makeIntruder(who);
    for (const { path: at, meta } of contractCalls()) {
      const name = at.join('.');
      // What an admin may do by their office is no intrusion: managing people and the server.
      if (who === 'an admin' && meta.access === 'admin' && !meta.desktopOnly) continue;
      const answer = await attempt(ana, { call: browser.call, handle: () => randomUUID() }, at);
      expect(JSON.stringify(answer ?? null), name).not.toContain(SECRET_NAME);
      const refusal = refusalFor(who, meta);
      expect(refusal === null ? null : answer, name).toEqual(refusal);
      if (name === 'session.signOut' && !STRANGERS.includes(who)) browser = await makeIntruder(who);
    }
    expect(await everythingOf(ana)).toEqual(before);
  });

  test('is not given at any address, whatever token it begins with', async () => {
    const browser = await makeIntruder(who);
    const own = STRANGERS.includes(who) ? '/content/' : (await browser.call.previews.access()).base;
    const anas = openTestBrowser(door.origin);
    await anas.call.session.signIn({ userName: 'ana', password: 'first password of ana', remember: false });
    const { base } = await anas.call.previews.access();
    const made = `/content/${'0'.repeat(64)}/`;
    for (const beginning of [own, base, made])
      for (const what of ['file', 'version', 'thumbnail'])
        for (const id of [ana.fileId, ana.trashedId, ana.folderId]) {
          const { status, body } = await browser.get(`${beginning}${what}/${id}`);
          expect({ status, bytes: body.length }, `${beginning} ${what}`).toMatchObject({ status: 404 });
        }
    expect((await anas.get(`${base}file/${ana.fileId}`)).status).toBe(200);
    await anas.call.session.signOut();
  });
});
