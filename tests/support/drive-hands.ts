import { afterEach, beforeEach } from 'vitest';
import type { ConflictChoice, TagColor } from '../../electron/contract/drive.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { expectSound } from './drive-rules.ts';
import { type DriveWorld, makeDriveWorld, type Resident } from './drive-world.ts';

interface Going {
  readonly conflicts?: ConflictChoice;
  readonly batch?: string;
}

/** What a person does with their files, in few words. */
export function handsOf(world: () => DriveWorld, who: () => Resident) {
  const organise = () => world().drive.organise;
  const service = () => world().drive.service;
  const by = () => who().caller;

  /** Every live entry below a folder as one line each: `folder/`, `folder/file=size`, in order. */
  const tree = async (folderId: string | null = null, above = ''): Promise<string[]> => {
    const order = { sort: 'name', descending: false, cursor: null, limit: 1000 } as const;
    const { items } = await service().list(by(), { folderId, ...order }, undefined);
    const lines: string[] = [];
    for (const item of items) {
      if (item.kind === 'file') lines.push(`${above}${item.name}=${String(item.sizeBytes)}`);
      else lines.push(`${above}${item.name}/`, ...(await tree(item.id, `${above}${item.name}/`)));
    }
    return lines;
  };
  return {
    tree,
    folder: async (name: string, parentId: string | null = null) =>
      service().createFolder(by(), { parentId, name }, undefined),
    store: async (name: string, size: number, folderId?: string) =>
      who().store(name, { size, ...(folderId === undefined ? {} : { folderId }) }),
    rename: async (id: string, name: string) => organise().rename(by(), { id, name }, undefined),
    move: async (ids: string[], folderId: string | null, { conflicts = 'ask', batch }: Going = {}) =>
      organise().move(by(), { ids, folderId, conflicts, batch }, undefined),
    copy: async (ids: string[], folderId: string | null, { conflicts = 'ask', batch }: Going = {}) =>
      organise().copy(by(), { ids, folderId, conflicts, batch }, undefined),
    trash: async (ids: string[]) => service().trash(by(), { ids }, undefined),
    restore: async (ids: string[], conflicts: ConflictChoice = 'keepBoth') =>
      service().restore(by(), { ids, conflicts }, undefined),
    deleteForever: async (ids: string[] | null) => service().deleteForever(by(), { ids }, undefined),
    setTags: async (ids: string[], add: TagColor[], remove: TagColor[] = []) =>
      organise().setTags(by(), { ids, add, remove }, undefined),
    setFavourite: async (ids: string[], favourite: boolean) =>
      organise().setFavourite(by(), { ids, favourite }, undefined),
    tags: async () => organise().tags(by(), undefined, undefined),
    undo: async (id: string | null = null) => organise().undo(by(), { id }, undefined),
    undoable: async () => organise().undoable(by(), undefined, undefined),
    /** Names of what is in the trash, the newest first. */
    trashed: async () => {
      const page = await service().listTrash(by(), { cursor: null, limit: 1000 }, undefined);
      return page.items.map(({ name }) => name);
    },
    /** What the account says the person stores. */
    account: async () =>
      world()
        .database.db.selectFrom('users')
        .select([
          'used_bytes as bytes',
          'file_count as files',
          'version_bytes as versionBytes',
          'version_count as versions',
        ])
        .where('id', '=', who().id)
        .executeTakeFirstOrThrow(),
    node: async (id: string) =>
      world().database.db.selectFrom('nodes').selectAll().where('id', '=', id).executeTakeFirst(),
  };
}

interface Given {
  readonly world: DriveWorld;
  readonly ana: Resident;
  readonly bob: Resident;
  /** Whose drives must be sound when the test is over: Ana's and Bob's, and what the test makes of it. */
  readonly people: Set<Resident>;
}

/**
 * A world of its own for each test of a file, with two people in it. `onEach` hears of it before each;
 * the answer is what Ana (`ours`) and Bob (`theirs`) do there.
 */
export function inOwnWorlds(onEach: (given: Given) => void) {
  let given: Given;
  beforeEach(async () => {
    const world = await makeDriveWorld();
    const [ana, bob] = [await world.person(), await world.person()];
    given = { world, ana, bob, people: new Set([ana, bob]) };
    onEach(given);
  });
  afterEach(async () => {
    await expectSound(given.world, [...given.people]);
    await given.world.close();
  });
  const world = () => given.world;
  return { ours: handsOf(world, () => given.ana), theirs: handsOf(world, () => given.bob) };
}

/** The row of an empty folder, for those who write thousands at once. */
export const folderRow = (ownerId: string, parentId: string, name: string) => ({
  id: newId(),
  owner_id: ownerId,
  parent_id: parentId,
  kind: 'folder' as const,
  name,
  name_key: name,
  sort_key: name,
  size: 0,
  created_at: '2026',
  modified_at: '2026',
});
