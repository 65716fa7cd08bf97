import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { halves } from '../../../tests/support/made-pictures.ts';
import { makePreviewsWorld, type PreviewsWorld, type Viewer } from '../../../tests/support/previews-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { newId } from '../lib/ids.ts';
import { purgedAboveQuery } from './previews.table.ts';

let world: PreviewsWorld;
let ana: Viewer;
let bo: Viewer;
const missing = { kind: 'missing' };

beforeAll(async () => {
  world = await makePreviewsWorld();
});
beforeEach(async () => {
  ana = await world.viewer();
  bo = await world.viewer();
});
afterAll(() => world.close());

test('an address gives its file, by a way into the store that ends by itself', async () => {
  const { id, objectId } = await ana.file('letter.txt', 'dear all');
  const answer = await ana.ask({ what: 'file', nodeId: id });
  expect(answer).toMatchObject({
    kind: 'found',
    size: 8,
    mime: 'text/plain',
    name: 'letter.txt',
    tag: objectId,
  });
  if (answer.kind !== 'found') return;
  expect(await (await fetch(answer.url)).text()).toBe('dear all');
  expect(new URL(answer.url).searchParams.get('X-Amz-Expires')).toBe('604800');
});

test('a token is one person’s: whatever else is asked for with it is missing, without a difference', async () => {
  const { id } = await ana.file('secret.txt', 'mine');
  for (const nodeId of [id, newId(), ana.person.rootId, 'no id at all'])
    expect(await bo.ask({ what: 'file', nodeId })).toEqual(missing);
  for (const what of ['version', 'thumbnail'] as const)
    expect(await bo.ask({ what, nodeId: id })).toEqual(missing);
});

test('a token that was not given, or was changed by a letter, opens nothing', async () => {
  const { id } = await ana.file('secret.txt', 'mine');
  const token = await ana.token();
  const changed = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
  const swapped = `${(await bo.token()).slice(0, 32)}${token.slice(32)}`;
  for (const wrong of ['', 'x', changed, swapped, token.toUpperCase(), `${token}0`]) {
    const question = { token: wrong, what: 'file', nodeId: id, contentId: null } as const;
    expect(await world.previews.findContent(question, new AbortController().signal)).toEqual(missing);
  }
});

test('a token ends with its session, whether that was ended, is over, or its person was disabled', async () => {
  const { db } = world.drive.database;
  const { id } = await ana.file('letter.txt', 'dear all');
  const token = await ana.token();
  const ask = () =>
    world.previews.findContent(
      { token, what: 'file', nodeId: id, contentId: null },
      new AbortController().signal,
    );
  expect(await ask()).toMatchObject({ kind: 'found' });
  await db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.person.id).execute();
  expect(await ask()).toEqual(missing);
  await db.updateTable('users').set({ disabled: 0 }).where('id', '=', ana.person.id).execute();
  expect(await ask()).toMatchObject({ kind: 'found' });
  const before = world.drive.clock.now;
  world.drive.clock.now = new Date(before.getTime() + 3_600_000);
  expect(await ask()).toEqual(missing);
  world.drive.clock.now = before;
  await db.deleteFrom('sessions').where('id', '=', ana.sessionId).execute();
  expect(await ask()).toEqual(missing);
  await expect(ana.token()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
});

test('two sessions of one person have tokens of their own', async () => {
  const { db } = world.drive.database;
  const sessionId = newId();
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', ana.sessionId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('sessions')
    .values({ ...row, id: sessionId, token_hash: newId() })
    .execute();
  const { user } = ana.caller;
  if (user === null) throw new Error('nobody is signed in');
  const other = await world.previews.service.access(
    { ...ana.caller, user: { ...user, sessionId } },
    undefined,
    undefined,
  );
  expect(other.base).not.toContain(await ana.token());
});

test('a trashed file can still be looked at; one deleted for ever cannot, nor what is in such a folder', async () => {
  const folder = await world.drive.drive.service.createFolder(
    ana.caller,
    { parentId: null, name: 'old' },
    undefined,
  );
  const { id } = await ana.person.store('inside.txt', { folderId: folder.id });
  expect(await ana.ask({ what: 'file', nodeId: id })).toMatchObject({ kind: 'found' });
  await world.drive.drive.service.trash(ana.caller, { ids: [folder.id] }, undefined);
  expect(await ana.ask({ what: 'file', nodeId: id })).toMatchObject({ kind: 'found' });
  await world.drive.database.db
    .updateTable('nodes')
    .set({ purged_at: world.drive.clock.now.toISOString() })
    .where('id', '=', folder.id)
    .execute();
  expect(await ana.ask({ what: 'file', nodeId: id })).toEqual(missing);
});

test('an address that names a content gives that one, also once it is an earlier one, and never another', async () => {
  const { db } = world.drive.database;
  const { id, objectId: first } = await ana.file('plan.txt', 'first');
  const { objectId: second } = await ana.file('other.txt', 'second');
  const versionId = newId();
  const now = world.drive.clock.now.toISOString();
  await db
    .insertInto('versions')
    .values({
      id: versionId,
      node_id: id,
      owner_id: ana.person.id,
      object_id: first,
      size: 5,
      modified_at: now,
      replaced_at: now,
    })
    .execute();
  await db.updateTable('nodes').set({ object_id: second }).where('id', '=', id).execute();
  expect(await ana.ask({ what: 'file', nodeId: id })).toMatchObject({ tag: second });
  expect(await ana.ask({ what: 'file', nodeId: id, contentId: first })).toMatchObject({
    tag: first,
    size: 5,
  });
  expect(await ana.ask({ what: 'version', nodeId: versionId })).toMatchObject({
    tag: first,
    name: 'plan.txt',
  });
  expect(await ana.ask({ what: 'file', nodeId: id, contentId: newId() })).toEqual(missing);
  expect(await bo.ask({ what: 'version', nodeId: versionId })).toEqual(missing);
});

test('while the store is away, that is said', async () => {
  const { id } = await ana.file('photo.png', await halves(20, 20));
  await world.server.crash();
  expect(await ana.ask({ what: 'file', nodeId: id })).toEqual({ kind: 'away' });
  expect(await ana.ask({ what: 'thumbnail', nodeId: id })).toEqual({ kind: 'away' });
  await world.server.comeBack();
  expect(await ana.ask({ what: 'thumbnail', nodeId: id })).toMatchObject({ kind: 'found' });
});

test('what nobody waits for any more is not made', async () => {
  const gone = new AbortController();
  const { id, objectId } = await ana.file('unseen.png', await halves(20, 20));
  gone.abort();
  const question = { token: await ana.token(), what: 'thumbnail', nodeId: id, contentId: null } as const;
  expect(await world.previews.findContent(question, gone.signal)).toEqual({ kind: 'away' });
  const { db } = world.drive.database;
  const rows = await db.selectFrom('thumbnails').selectAll().where('object_id', '=', objectId).execute();
  expect(rows).toEqual([]);
});

test('looking for folders above that are being deleted reads no table from end to end', async () => {
  const { db } = world.drive.database;
  const plan = await queryPlan(db, purgedAboveQuery(db, 'u', 'n'));
  expect(plan.join('\n')).toContain('SEARCH nodes');
  expect(plan.join('\n')).not.toContain('SCAN nodes');
});
