import type { ContractRouterClient } from '@orpc/contract';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Contract } from '../../electron/contract/contract.ts';
import { addPerson, upload, type TestCore, type TestWindow } from './core.ts';

/** In the names of all that Ana stores: it may turn up in no answer to anybody else. */
export const SECRET_NAME = `segredo-${randomUUID()}`;
export const SECRET_BYTES = randomBytes(64 * 1024);

/** What Ana stores, which nobody else may list, read, guess or change. */
export interface Ana {
  readonly window: TestWindow & { readonly userId: string };
  readonly fileId: string;
  readonly folderId: string;
  readonly trashedId: string;
  readonly transferId: string;
  readonly shareId: string;
}

/** Somebody else, by either wire. */
export interface Intruder {
  readonly call: ContractRouterClient<Contract>;
  /** Of a file or folder of this computer; where there is no way to get one, something made up. */
  handle(kind: 'file' | 'folder'): string;
}

/**
 * How somebody else would try each call on what is Ana's. A call of the contract without a line here fails the test,
 * so a new one is not forgotten.
 */
const attempts: Record<string, (ana: Ana, intruder: Intruder) => unknown> = {
  'cloud.info': () => undefined,
  'cloud.rename': () => ({ name: 'Taken over' }),
  'setup.state': () => undefined,
  'setup.createOwner': () => ({ name: 'New', userName: 'new', password: 'a new owner password' }),
  'setup.renewRecoveryCode': () => undefined,
  'setup.keepRecoveryCode': () => undefined,
  'setup.inspectLocation': () => ({ folder: '/' }),
  'setup.chooseLocation': () => ({ folder: '/' }),
  'setup.engineOptions': () => undefined,
  'setup.chooseEngine': () => ({ kind: 'managed', source: null }),
  'setup.install': () => undefined,
  'setup.watch': () => undefined,
  'setup.finish': () => undefined,
  'setup.lookForCloud': () => ({ kind: 'folder', folder: '/' }),
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
  'transfers.upload': ({ folderId }, intruder) => ({ folderId, grants: [intruder.handle('file')] }),
  'transfers.download': ({ fileId }, intruder) => ({ ids: [fileId], grant: intruder.handle('folder') }),
  'transfers.decide': ({ transferId }) => ({ batchId: transferId, ids: [transferId], choice: 'skip' }),
  'transfers.downloadVersion': ({ fileId }, intruder) => ({
    id: fileId,
    versionId: randomUUID(),
    grant: intruder.handle('folder'),
  }),
  'transfers.zip': ({ fileId }, intruder) => ({ ids: [fileId], grant: intruder.handle('folder') }),
  'transfers.show': ({ transferId }) => ({ id: transferId }),
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
  'shares.update': ({ shareId }) => ({ id: shareId, note: 'changed' }),
  'shares.setPaused': ({ shareId }) => ({ id: shareId, paused: true }),
  'shares.revoke': ({ shareId }) => ({ id: shareId }),
  'shares.revive': ({ shareId }) => ({ id: shareId }),
  'shares.forget': ({ shareId }) => ({ id: shareId }),
  'shares.visits': ({ shareId }) => ({ id: shareId }),
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

/** The calls that have an attempt. */
export const attempted: readonly string[] = Object.keys(attempts);

/** Adds Ana, and stores what is hers. */
export async function addAna(test: TestCore, owner: TestWindow): Promise<Ana> {
  const window = await addPerson(test, owner, 'ana');
  const sources = path.join(test.home, 'sources');
  await mkdir(sources, { recursive: true });
  await writeFile(path.join(sources, `${SECRET_NAME}.bin`), SECRET_BYTES);
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
  const link = { ids: [file.id, folder.id], expiresAt: null, password: null, note: SECRET_NAME };
  const { id: shareId } = await window.call.shares.createLink(link);
  return {
    window,
    fileId: file.id,
    folderId: folder.id,
    trashedId: trashed.id,
    transferId: transfer.id,
    shareId,
  };
}

/** Everything that Ana sees of her own things. */
export async function everythingOf(ana: Ana) {
  const { call } = ana.window;
  const { items: top } = await call.drive.list({ folderId: null });
  const { items: inside } = await call.drive.list({ folderId: ana.folderId });
  const { items: trash } = await call.drive.listTrash({});
  const { mine, byType } = await call.usage.summary();
  const { items: shares } = await call.shares.list({});
  const me = await call.session.me();
  return { me, top, inside, trash, byType, live: mine.live, inTrash: mine.trash, shares };
}

/** Makes the call and gives what came back, first event for streams, or the code of the refusal. */
export async function attempt(
  ana: Ana,
  intruder: Intruder,
  [group, name]: [string, string],
): Promise<unknown> {
  const input = attempts[`${group}.${name}`]?.(ana, intruder);
  const calls: unknown = Reflect.get(intruder.call, group);
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
