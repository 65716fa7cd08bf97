import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCalls } from '../support/contract-calls.ts';
import {
  addPerson,
  setUp,
  settled,
  startTestCore,
  upload,
  type TestCore,
  type TestWindow,
} from '../support/core.ts';

/** What Ana stores, which nobody else may list, read, guess or change. */
interface Ana {
  readonly window: TestWindow & { readonly userId: string };
  readonly fileId: string;
  readonly folderId: string;
  readonly trashedId: string;
  readonly transferId: string;
}

/**
 * How somebody else would try each call on what is Ana's. A call of the contract without a line here fails the test,
 * so a new one is not forgotten.
 */
const attempts: Record<string, (ana: Ana, intruder: TestWindow) => unknown> = {
  'cloud.info': () => undefined,
  'cloud.rename': () => ({ name: 'Taken over' }),
  'setup.state': () => undefined,
  'setup.createOwner': () => ({ name: 'New', userName: 'new', password: 'a new owner password' }),
  'setup.inspectLocation': () => ({ folder: '/' }),
  'setup.chooseLocation': () => ({ folder: '/' }),
  'setup.engineOptions': () => undefined,
  'setup.chooseEngine': () => ({ kind: 'managed', source: null }),
  'setup.install': () => undefined,
  'setup.watch': () => undefined,
  'setup.finish': () => undefined,
  'setup.lookForCloud': () => ({ folder: '/' }),
  'setup.restore': () => ({ language: 'en' }),
  'setup.watchRestore': () => undefined,
  'session.me': () => undefined,
  'session.signIn': () => ({ userName: 'ana', password: 'not her password', remember: false }),
  'session.signOut': () => undefined,
  'session.recover': () => ({
    userName: 'ana',
    recoveryCode: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA',
    newPassword: 'taken over by code',
  }),
  'session.changePassword': () => ({ currentPassword: 'not the password', newPassword: 'another password' }),
  'session.renewRecoveryCode': () => ({ currentPassword: 'not the password' }),
  'session.rename': () => ({ name: 'Renamed intruder' }),
  'people.list': () => undefined,
  'people.add': () => ({
    name: 'More',
    userName: 'more',
    password: 'one more password',
    role: 'member',
    quotaBytes: null,
  }),
  'people.update': ({ window }) => ({ id: window.userId, name: 'Not Ana', quotaBytes: 1 }),
  'people.setDisabled': ({ window }) => ({ id: window.userId, disabled: true }),
  'people.resetPassword': ({ window }) => ({ id: window.userId, password: 'reset by a stranger' }),
  'people.remove': ({ window }) => ({ id: window.userId, files: { fate: 'delete' } }),
  'engine.watch': () => undefined,
  'engine.start': () => undefined,
  'engine.stop': () => undefined,
  'engine.restart': () => undefined,
  'engine.options': () => undefined,
  'engine.choose': () => ({ kind: 'managed', source: null }),
  'engine.inspectLocation': () => ({ folder: '/' }),
  'engine.relocate': () => ({ folder: '/' }),
  'drive.list': ({ folderId }) => ({ folderId }),
  'drive.createFolder': ({ folderId }) => ({ parentId: folderId, name: 'Intruder' }),
  'drive.trash': ({ fileId, folderId }) => ({ ids: [fileId, folderId] }),
  'drive.restore': ({ trashedId }) => ({ ids: [trashedId] }),
  'drive.listTrash': () => ({}),
  'drive.deleteForever': ({ trashedId, fileId }) => ({ ids: [trashedId, fileId] }),
  'drive.watch': () => undefined,
  'organise.rename': ({ fileId }) => ({ id: fileId, name: 'stolen' }),
  'organise.move': ({ fileId, folderId }) => ({ ids: [fileId, folderId], folderId: null }),
  'organise.copy': ({ fileId, folderId }) => ({ ids: [fileId, folderId], folderId: null }),
  'organise.setTags': ({ fileId }) => ({ ids: [fileId], add: ['red'], remove: [] }),
  'organise.setFavourite': ({ fileId }) => ({ ids: [fileId], favourite: true }),
  'organise.tags': () => undefined,
  'organise.renameTag': () => ({ color: 'red', name: 'Mine' }),
  'organise.undoable': () => undefined,
  'organise.undo': () => ({ id: null }),
  'find.search': ({ folderId }) => ({ text: 'segredo', folderId }),
  'find.collection': () => ({ of: 'recent' }),
  'find.folders': ({ folderId }) => ({ folderId }),
  'find.details': ({ fileId }) => ({ id: fileId }),
  'find.measure': ({ folderId }) => ({ ids: [folderId] }),
  'find.history': ({ fileId }) => ({ id: fileId }),
  'find.opened': ({ fileId }) => ({ id: fileId }),
  'versions.list': ({ fileId }) => ({ id: fileId }),
  'versions.restore': ({ fileId }) => ({ id: fileId, versionId: randomUUID() }),
  'versions.remove': ({ fileId }) => ({ id: fileId, versionIds: null }),
  'versions.removeAll': () => undefined,
  'versions.retention': () => undefined,
  'versions.setRetention': () => ({ trashDays: 1, versionDays: 1, versionCount: 0 }),
  'previews.access': () => undefined,
  'previews.keepFrame': ({ fileId }) => ({ id: fileId, contentId: randomUUID(), jpeg: 'AAAA' }),
  'space.overview': ({ folderId }) => ({ folderId }),
  'space.largest': () => ({}),
  'space.duplicates': () => ({}),
  'transfers.upload': ({ folderId }, intruder) => ({ folderId, grants: [intruder.grant(intruderFile)] }),
  'transfers.download': ({ fileId }, intruder) => ({ ids: [fileId], grant: intruder.grant(intruderFolder) }),
  'transfers.decide': ({ transferId }) => ({ batchId: transferId, ids: [transferId], choice: 'skip' }),
  'transfers.downloadVersion': ({ fileId }, intruder) => ({
    id: fileId,
    versionId: randomUUID(),
    grant: intruder.grant(intruderFolder),
  }),
  'transfers.zip': ({ fileId }, intruder) => ({ ids: [fileId], grant: intruder.grant(intruderFolder) }),
  'transfers.watch': () => undefined,
  'transfers.pause': ({ transferId }) => ({ ids: [transferId] }),
  'transfers.resume': ({ transferId }) => ({ ids: [transferId] }),
  'transfers.retry': ({ transferId }) => ({ ids: [transferId] }),
  'transfers.cancel': ({ transferId }) => ({ ids: [transferId] }),
  'transfers.clear': ({ transferId }) => ({ ids: [transferId] }),
  'usage.summary': () => undefined,
  'usage.days': () => ({ days: 30 }),
  'usage.activity': () => ({ limit: 200 }),
  'usage.watch': () => undefined,
  'care.watch': () => undefined,
  'care.check': () => ({ repair: true, language: 'en' }),
  'care.snapshots': () => undefined,
  'care.snapshot': () => undefined,
  'session.list': () => undefined,
  'session.end': () => ({ id: randomUUID() }),
  'session.endOthers': () => undefined,
  'live.watch': () => ({ topics: ['drive', 'engine', 'usage'] }),
  'network.watch': () => undefined,
  'network.setMode': () => ({ mode: 'off' }),
  'network.chooseAddress': () => ({ address: null }),
  'network.setPort': () => ({ port: 1 }),
  'network.setSecure': () => ({ secure: false }),
  'network.examine': () => undefined,
  'network.beginVisit': () => undefined,
  'network.watchVisit': () => ({ id: randomUUID() }),
  'shares.list': () => ({}),
  'shares.ofNode': ({ fileId }) => ({ nodeId: fileId }),
  'shares.watch': () => undefined,
  'shares.createLink': ({ fileId }) => ({ ids: [fileId], expiresAt: null, password: null }),
  'shares.createDirect': ({ fileId }) => ({ id: fileId, seconds: 60 }),
  'shares.createRequest': ({ folderId }) => ({
    folderId,
    title: 'Send me yours',
    expiresAt: null,
    password: null,
    maximumFiles: null,
    maximumBytes: null,
    maximumFileBytes: null,
  }),
  'shares.update': () => ({ id: randomUUID(), note: 'changed' }),
  'shares.setPaused': () => ({ id: randomUUID(), paused: true }),
  'shares.revoke': () => ({ id: randomUUID() }),
  'shares.revive': () => ({ id: randomUUID() }),
  'shares.forget': () => ({ id: randomUUID() }),
  'shares.visits': () => ({ id: randomUUID() }),
  'grants.people': () => undefined,
  'grants.ofFolder': ({ folderId }) => ({ folderId }),
  'grants.given': () => undefined,
  'grants.received': () => undefined,
  'grants.watch': () => undefined,
  'grants.give': ({ folderId }) => ({ folderId, personId: null, access: 'write' }),
  'grants.withdraw': () => ({ id: randomUUID() }),
  'grants.leave': () => ({ id: randomUUID() }),
  'uploads.begin': ({ folderId }) => ({
    folderId,
    name: 'intruder.txt',
    sizeBytes: 1,
    modifiedAt: new Date().toISOString(),
  }),
  'uploads.sign': () => ({ id: randomUUID(), numbers: [1] }),
  'uploads.finish': () => ({ id: randomUUID(), conflict: 'replace' }),
  'uploads.abort': () => ({ id: randomUUID() }),
  'uploads.unfinished': () => undefined,
  'downloads.zip': ({ fileId }) => ({ ids: [fileId] }),
};

const SECRET_NAME = `segredo-${randomUUID()}`;
const secretBytes = randomBytes(64 * 1024);
let test1: TestCore;
let owner: TestWindow;
let ana: Ana;
let intruderFile: string;
let intruderFolder: string;

beforeAll(async () => {
  test1 = await startTestCore();
  owner = await setUp(test1);
  const window = await addPerson(test1, owner, 'ana');
  const sources = path.join(test1.home, 'sources');
  intruderFolder = path.join(test1.home, 'stolen');
  intruderFile = path.join(test1.home, 'intruder.txt');
  await mkdir(sources, { recursive: true });
  await mkdir(intruderFolder);
  await writeFile(intruderFile, 'from an intruder');
  await writeFile(path.join(sources, `${SECRET_NAME}.bin`), secretBytes);
  await writeFile(path.join(sources, `${SECRET_NAME}-trashed.txt`), 'gone');
  const folder = await window.call.drive.createFolder({ parentId: null, name: `${SECRET_NAME}-folder` });
  const event = await upload(window, folder.id, [path.join(sources, `${SECRET_NAME}.bin`)]);
  await upload(window, null, [path.join(sources, `${SECRET_NAME}-trashed.txt`)]);
  const [file] = (await window.call.drive.list({ folderId: folder.id })).items;
  const trashed = (await window.call.drive.list({ folderId: null })).items.find(
    ({ kind }) => kind === 'file',
  );
  const [transfer] = event.items;
  if (file === undefined || trashed === undefined || transfer === undefined)
    throw new Error('nothing stored');
  await window.call.drive.trash({ ids: [trashed.id] });
  ana = { window, fileId: file.id, folderId: folder.id, trashedId: trashed.id, transferId: transfer.id };
});
afterAll(() => test1.stop());

/** Everything that Ana sees of her own things. */
async function everythingOfAna() {
  const { call } = ana.window;
  const { items: top } = await call.drive.list({ folderId: null });
  const { items: inside } = await call.drive.list({ folderId: ana.folderId });
  const { items: trash } = await call.drive.listTrash({});
  const { mine, byType } = await call.usage.summary();
  return { me: await call.session.me(), top, inside, trash, byType, live: mine.live, inTrash: mine.trash };
}

/** Makes the call and gives what came back, first event for streams, or the code of the refusal. */
async function attempt(window: TestWindow, [group, name]: [string, string]): Promise<unknown> {
  const input = attempts[`${group}.${name}`]?.(ana, window);
  const calls: unknown = Reflect.get(window.call, group);
  const stop = new AbortController();
  try {
    const output: unknown = await Reflect.apply(Reflect.get(Object(calls), name), undefined, [
      input,
      { signal: stop.signal },
    ]);
    if (isStream(output)) {
      const first = await Promise.race([output.next(), new Promise((resolve) => setTimeout(resolve, 300))]);
      stop.abort();
      return first;
    }
    return output ?? 'done';
  } catch (error) {
    return { refused: error instanceof Error && 'code' in error ? error.code : String(error) };
  }
}

function isStream(value: unknown): value is AsyncIterableIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

test('every call of the contract has an attempt, so that a new call cannot be forgotten', () => {
  expect(Object.keys(attempts).toSorted()).toEqual(
    contractCalls()
      .map(({ path: at }) => at.join('.'))
      .toSorted(),
  );
});

/** What the guard alone must answer; null where the service decides. */
function refusalFor(
  who: 'nobody' | 'another member' | 'an admin',
  access: string,
): { refused: string } | null {
  if (who === 'nobody' && access === 'setup') return { refused: 'SETUP_ALREADY_DONE' };
  if (who === 'nobody') return access === 'anyone' ? null : { refused: 'NOT_SIGNED_IN' };
  const tooLow = access === 'owner' || (access === 'admin' && who === 'another member');
  return tooLow ? { refused: 'NOT_ALLOWED' } : null;
}

describe.each(['nobody', 'another member', 'an admin'] as const)('what is Ana’s, tried by %s', (who) => {
  test('is neither shown nor changed by any call', async () => {
    const before = await everythingOfAna();
    let intruders = 0;
    const makeIntruder = async () => {
      intruders += 1;
      if (who === 'nobody') return test1.window();
      const userName = `intruder-${who === 'an admin' ? 'a' : 'm'}-${intruders}`;
      return addPerson(test1, owner, userName, who === 'an admin' ? 'admin' : 'member');
    };
    let intruder = await makeIntruder();
    for (const { path: at, meta } of contractCalls()) {
      const name = at.join('.');
      // What an admin may do by their office is no intrusion: managing people and the server.
      if (who === 'an admin' && meta.access === 'admin') continue;
      const answer = await attempt(intruder, at);
      expect(JSON.stringify(answer ?? null), name).not.toContain(SECRET_NAME);
      const refusal = refusalFor(who, meta.access);
      expect(refusal === null ? null : answer, name).toEqual(refusal);
      if (name === 'session.signOut' && who !== 'nobody') intruder = await makeIntruder();
    }
    if (who !== 'nobody') await settled(intruder);
    expect(await readdir(intruderFolder)).toEqual([]);
    expect(await everythingOfAna()).toEqual(before);
  });
});

test('after all that, Ana’s file comes back byte for byte', async () => {
  const target = path.join(test1.home, 'back');
  await mkdir(target);
  await ana.window.call.transfers.download({ ids: [ana.fileId], grant: ana.window.grant(target) });
  await settled(ana.window);
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(digest(await readFile(path.join(target, `${SECRET_NAME}.bin`)))).toBe(digest(secretBytes));
});
