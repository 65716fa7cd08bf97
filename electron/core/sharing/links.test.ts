import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenShare } from './share-door.ts';
import type { Share } from '../../contract/shares.ts';
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

const settings = {
  expiresAt: null,
  viewOnly: false,
  downloadLimit: null,
  asksName: false,
  note: '',
  password: null,
};

function link(ids: string[], change: Partial<typeof settings> = {}): Promise<Share> {
  return Promise.resolve(
    world.sharing.shares.createLink(ana.caller, { ids, ...settings, ...change }, undefined),
  ) as Promise<Share>;
}

async function opened(share: Share): Promise<OpenShare> {
  const answer = await world.sharing.door.open(tokenOf(share), makeVisitor());
  if (answer.kind !== 'open') throw new Error(answer.kind);
  return answer.share;
}

const page = { cursor: null, limit: 100 };

describe('a link', () => {
  test('to a file opens it', async () => {
    const file = await ana.store('Relatório.pdf', { size: 7 });
    const share = await link([file.id], { note: 'Boa leitura' });
    expect(share).toMatchObject({
      name: 'Relatório.pdf',
      holds: 'file',
      state: 'active',
      count: 1,
      url: expect.stringMatching(/^http:\/\/192\.168\.1\.20:8710\/s\/[\w-]{22}$/u),
    });
    const open = await opened(share);
    expect(open).toMatchObject({ fileId: file.id, name: 'Relatório.pdf', note: 'Boa leitura' });
    const listed = await world.sharing.door.list(open, null, page);
    expect(listed).toMatchObject({
      items: [{ id: file.id, sizeBytes: 7 }],
      total: 1,
      totalBytes: 7,
      path: [],
    });
  });

  test('to a folder shows what is in it now, at any depth', async () => {
    const folder = await makeFolder(world, ana, 'Viagem');
    const inner = await makeFolder(world, ana, 'Dia 1', folder);
    const share = await link([folder]);
    const open = await opened(share);
    const photo = await ana.store('foto.jpg', { folderId: inner, size: 3 });
    expect(await world.sharing.door.list(open, null, page)).toMatchObject({
      items: [{ id: inner }],
      totalBytes: 3,
      path: [{ name: 'Viagem' }],
    });
    expect(await world.sharing.door.list(open, inner, page)).toMatchObject({
      items: [{ id: photo.id }],
      path: [{ name: 'Viagem' }, { name: 'Dia 1' }],
    });
    expect(await world.sharing.door.file(open, photo.id)).toMatchObject({ name: 'foto.jpg' });
  });
});
