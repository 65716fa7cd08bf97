import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  makeFolder,
  makeSharingWorld,
  makeVisitor,
  tokenOf,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';

let world: SharingWorld;
let ana: Resident;

beforeEach(async () => {
  world = await makeSharingWorld();
  ana = await world.person();
});
afterEach(() => world.close());

const page = { cursor: null, limit: 100 };

describe('what a link opens', () => {
  test('is the file that it was made for', async () => {
    const file = await ana.store('Relatório.pdf', { size: 7 });
    const share = await world.link(ana, [file.id], { note: 'Boa leitura' });
    expect(share).toMatchObject({ name: 'Relatório.pdf', holds: 'file', state: 'active', count: 1 });
    expect(share.url).toMatch(/^http:\/\/192\.168\.1\.20:8710\/s\/[\w-]{22}$/u);
    const open = await world.opened(share);
    expect(open).toMatchObject({ fileId: file.id, name: 'Relatório.pdf', note: 'Boa leitura' });
    const listed = await world.sharing.door.list(open, null, page);
    expect(listed).toMatchObject({
      items: [{ id: file.id, sizeBytes: 7, key: file.objectId }],
      total: 1,
      totalBytes: 7,
      path: [],
    });
  });

  test('of a folder is what is in it now, at any depth', async () => {
    const folder = await makeFolder(world, ana, 'Viagem');
    const inner = await makeFolder(world, ana, 'Dia 1', folder);
    const open = await world.opened(await world.link(ana, [folder]));
    const photo = await ana.store('foto.jpg', { folderId: inner, size: 3 });
    expect(await world.sharing.door.list(open, null, page)).toMatchObject({
      items: [{ id: inner, kind: 'folder' }],
      totalBytes: 3,
      path: [{ name: 'Viagem' }],
    });
    expect(await world.sharing.door.list(open, inner, page)).toMatchObject({
      items: [{ id: photo.id }],
      path: [{ name: 'Viagem' }, { name: 'Dia 1' }],
    });
    expect(await world.sharing.door.file(open, photo.id)).toMatchObject({ name: 'foto.jpg' });
    expect(await world.sharing.door.zipIds(open, null)).toEqual([folder]);
    expect(await world.sharing.door.zipIds(open, inner)).toEqual([inner]);
  });

  test('of a folder is never what is above it or beside it', async () => {
    const above = await makeFolder(world, ana, 'Tudo');
    const folder = await makeFolder(world, ana, 'Aberto', above);
    const beside = await makeFolder(world, ana, 'Segredo', above);
    const secret = await ana.store('segredo.txt', { folderId: beside });
    const bia = await world.person();
    const hers = await bia.store('dela.txt');
    const open = await world.opened(await world.link(ana, [folder]));
    for (const id of [above, beside, ana.rootId, bia.rootId]) {
      expect(await world.sharing.door.list(open, id, page)).toBeNull();
      expect(await world.sharing.door.zipIds(open, id)).toBeNull();
    }
    for (const id of [secret.id, hers.id, folder, 'nonsense'])
      expect(await world.sharing.door.file(open, id)).toBeNull();
  });

  test('of a folder comes page by page, folders first', async () => {
    const folder = await makeFolder(world, ana, 'Muito');
    for (const name of ['b', 'a']) await makeFolder(world, ana, name, folder);
    for (const name of ['10.txt', '9.txt', 'ação.txt']) await ana.store(name, { folderId: folder });
    const open = await world.opened(await world.link(ana, [folder]));
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const got = await world.sharing.door.list(open, null, { cursor, limit: 2 });
      expect(got?.total).toBe(5);
      names.push(...(got?.items.map(({ name }) => name) ?? []));
      cursor = got?.next ?? null;
    } while (cursor !== null);
    expect(names).toEqual(['a', 'b', '9.txt', '10.txt', 'ação.txt']);
  });

  test('of a selection are the entries themselves, page by page', async () => {
    const folder = await makeFolder(world, ana, 'Pasta');
    const inside = await ana.store('dentro.txt', { folderId: folder });
    const files = [await ana.store('b.txt'), await ana.store('a.txt')];
    const share = await world.link(ana, [folder, inside.id, ...files.map(({ id }) => id)]);
    expect(share).toMatchObject({ holds: 'selection', count: 3, nodeId: null });
    const open = await world.opened(share);
    const first = await world.sharing.door.list(open, null, { cursor: null, limit: 2 });
    expect(first).toMatchObject({ items: [{ name: 'Pasta' }, { name: 'a.txt' }], total: 3, path: [] });
    const rest = await world.sharing.door.list(open, null, { cursor: first?.next ?? null, limit: 2 });
    expect(rest).toMatchObject({ items: [{ name: 'b.txt' }], next: null });
    expect(await world.sharing.door.list(open, folder, page)).toMatchObject({
      path: [{ name: 'Pasta' }],
      items: [{ id: inside.id }],
    });
  });

  test('is nothing by a made-up cursor', async () => {
    const open = await world.opened(await world.link(ana, [await makeFolder(world, ana, 'X')]));
    for (const cursor of ['x', '', Buffer.from('{"kind":"file"}').toString('base64url')])
      expect(await world.sharing.door.list(open, null, { cursor, limit: 5 })).toBeNull();
  });

  test('stays the same when it is moved and renamed', async () => {
    const folder = await makeFolder(world, ana, 'Antes');
    const file = await ana.store('a.txt', { folderId: folder });
    const share = await world.link(ana, [folder]);
    const other = await makeFolder(world, ana, 'Outra');
    const { organise } = world.drive;
    await organise.move(ana.caller, { ids: [folder], folderId: other, conflicts: 'ask' }, undefined);
    await organise.rename(ana.caller, { id: folder, name: 'Depois' }, undefined);
    const open = await world.opened(share);
    expect(open.name).toBe('Depois');
    expect(await world.sharing.door.file(open, file.id)).not.toBeNull();
  });
});

describe('a link is closed to strangers', () => {
  const answer = async (token: string) => (await world.sharing.door.open(token, makeVisitor())).kind;

  test('while what it gives is in the trash, and open again when it is restored', async () => {
    const outer = await makeFolder(world, ana, 'Fora');
    const folder = await makeFolder(world, ana, 'Dentro', outer);
    const share = await world.link(ana, [folder]);
    await world.drive.service.trash(ana.caller, { ids: [outer] }, undefined);
    expect(await answer(tokenOf(share))).toBe('closed');
    expect((await world.only(ana)).state).toBe('gone');
    await world.drive.service.restore(ana.caller, { ids: [outer], conflicts: 'ask' }, undefined);
    expect(await answer(tokenOf(share))).toBe('open');
  });

  test('for ever once what it gives is deleted for ever, and its owner can forget it', async () => {
    const file = await ana.store('a.txt');
    const share = await world.link(ana, [file.id]);
    await world.drive.service.trash(ana.caller, { ids: [file.id] }, undefined);
    await world.drive.service.deleteForever(ana.caller, { ids: [file.id] }, undefined);
    expect(await answer(tokenOf(share))).toBe('closed');
    expect(await world.only(ana)).toMatchObject({ state: 'gone', nodeId: null, count: 0, name: 'a.txt' });
    await world.sharing.shares.forget(ana.caller, { id: share.id }, undefined);
    expect(await world.list(ana)).toEqual([]);
  });

  test('of a selection only when nothing of it is left', async () => {
    const files = [await ana.store('a.txt'), await ana.store('b.txt')];
    const share = await world.link(
      ana,
      files.map(({ id }) => id),
    );
    for (const [file, after] of [
      [files[0], 'open'],
      [files[1], 'closed'],
    ] as const) {
      await world.drive.service.trash(ana.caller, { ids: [file?.id ?? ''] }, undefined);
      expect(await answer(tokenOf(share))).toBe(after);
    }
  });

  test('when it ended, is paused, revoked or used up', async () => {
    const file = await ana.store('a.txt');
    const share = await world.link(ana, [file.id], { expiresAt: world.inSeconds(60) });
    const { shares } = world.sharing;
    await shares.setPaused(ana.caller, { id: share.id, paused: true }, undefined);
    expect([await answer(tokenOf(share)), (await world.only(ana)).state]).toEqual(['closed', 'paused']);
    await shares.setPaused(ana.caller, { id: share.id, paused: false }, undefined);
    expect(await answer(tokenOf(share))).toBe('open');
    await shares.revoke(ana.caller, { id: share.id }, undefined);
    expect([await answer(tokenOf(share)), (await world.only(ana)).state]).toEqual(['closed', 'revoked']);
    await shares.revive(ana.caller, { id: share.id }, undefined);
    expect(await answer(tokenOf(share))).toBe('open');
    world.forward(60);
    expect([await answer(tokenOf(share)), (await world.only(ana)).state]).toEqual(['closed', 'expired']);
    await shares.update(ana.caller, { id: share.id, expiresAt: null }, undefined);
    expect(await answer(tokenOf(share))).toBe('open');
  });

  test('when its owner is disabled or removed', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    const { db } = world.database;
    const tell = () => world.events.emit('people.changed', { userId: ana.id });
    for (const [disabled, after] of [
      [1, 'closed'],
      [0, 'open'],
    ] as const) {
      await db.updateTable('users').set({ disabled }).where('id', '=', ana.id).execute();
      tell();
      expect(await answer(tokenOf(share))).toBe(after);
    }
    await db.deleteFrom('users').where('id', '=', ana.id).execute();
    tell();
    expect(await answer(tokenOf(share))).toBe('closed');
    expect(await db.selectFrom('share_items').selectAll().execute()).toEqual([]);
  });

  test('by anything but its token', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    const token = tokenOf(share);
    const { token_hash: hash } = await world.database.db
      .selectFrom('shares')
      .select('token_hash')
      .executeTakeFirstOrThrow();
    const guesses = [
      share.id,
      hash,
      token.slice(1),
      `${token}A`,
      token.toUpperCase(),
      '',
      '../..',
      'A'.repeat(22),
    ];
    for (const guess of guesses) expect(await answer(guess)).toBe('closed');
    const near = Array.from(
      { length: 300 },
      (_, at) => `${token.slice(0, 20)}${at.toString(36).padStart(2, '0')}`,
    );
    for (const guess of near.filter((one) => one !== token)) expect(await answer(guess)).toBe('closed');
  });
});

describe('the address of a link', () => {
  test('can be shown again after a restart, with the address of that moment', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    world.openDoor('http://10.0.0.9:8710');
    await world.restart();
    expect((await world.only(ana)).url).toBe(`http://10.0.0.9:8710/s/${tokenOf(share)}`);
    world.openDoor(null);
    expect((await world.only(ana)).url).toBeNull();
  });

  test('holds although the secret is lost, and can then not be shown any more', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    await world.loseSecrets();
    await world.restart();
    await world.opened(share);
    expect((await world.only(ana)).url).toBeNull();
    // A new secret serves new links, and does not make the old ones look as if they could be shown.
    const newer = await world.link(ana, [(await ana.store('b.txt')).id]);
    await world.opened(newer);
    expect((await world.list(ana)).map(({ url }) => url === null)).toEqual([false, true]);
  });

  test('is not kept: the database alone opens nothing', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    const rows = await world.database.db.selectFrom('shares').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(tokenOf(share));
  });
});
