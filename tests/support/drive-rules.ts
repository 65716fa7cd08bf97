import { expect } from 'vitest';
import type { NodeRow } from '../../electron/core/drive/nodes.table.ts';
import type { DriveWorld, Resident } from './drive-world.ts';

/** Everything that must hold of a drive, computed anew from the plain rows. */
export async function expectSound(world: DriveWorld, people: readonly Resident[]): Promise<void> {
  const { db } = world.database;
  const nodes = await db.selectFrom('nodes').selectAll().execute();
  const versions = await db.selectFrom('versions').selectAll().execute();
  const objects = await db.selectFrom('objects').selectAll().execute();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isTrash = (node: NodeRow): boolean => {
    let steps = 0;
    for (let at: NodeRow | undefined = node; at !== undefined; at = byId.get(at.parent_id ?? '')) {
      if (at.trashed_at !== null) return true;
      steps += 1;
      if (steps > nodes.length) throw new Error(`${node.name} is inside itself`);
    }
    return false;
  };
  for (const person of people) {
    const files = nodes.filter(({ owner_id: owner, kind }) => owner === person.id && kind === 'file');
    const sum = (some: readonly NodeRow[]) => ({
      bytes: some.reduce((bytes, { size }) => bytes + size, 0),
      files: some.length,
    });
    const own = versions.filter(({ owner_id: owner }) => owner === person.id);
    const earlier = own.reduce((bytes, { size }) => bytes + size, 0);
    const live = files.filter((node) => !isTrash(node));
    const account = await db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    const all = sum(files);
    expect({ bytes: account.used_bytes, files: account.file_count }).toEqual({
      bytes: all.bytes + earlier,
      files: all.files,
    });
    expect({ bytes: account.version_bytes, versions: account.version_count }).toEqual({
      bytes: earlier,
      versions: own.length,
    });
    expect(account.used_bytes).toBeLessThanOrEqual(account.quota_bytes ?? Infinity);
    const { mine, byType } = await world.usage.service.summary(person.caller, undefined, undefined);
    expect(mine.live).toEqual(sum(live));
    expect(mine.trash).toEqual(sum(files.filter(isTrash)));
    for (const { type, ...amount } of byType)
      expect(amount).toEqual(sum(live.filter((node) => node.type === type)));
    expect(byType.reduce((count, { files: some }) => count + some, 0)).toBe(live.length);

    const trashed = await world.drive.service.listTrash(
      person.caller,
      { cursor: null, limit: 1000 },
      undefined,
    );
    const shown = nodes.filter(
      (node) => node.owner_id === person.id && node.trashed_at !== null && node.purged_at === null,
    );
    expect(trashed.total).toBe(shown.length);
    expect(new Set(trashed.items.map(({ id }) => id))).toEqual(new Set(shown.map(({ id }) => id)));
    expect(trashed.items.filter(({ originalPath }) => originalPath.includes(''))).toEqual([]);

    const tags = await world.drive.organise.tags(person.caller, undefined, undefined);
    const tagged = nodes.filter((node) => node.owner_id === person.id && !isTrash(node));
    expect(tags.map(({ count }) => count)).toEqual(
      tags.map((_, bit) => tagged.filter((node) => (node.tags & (1 << bit)) !== 0).length),
    );
  }
  const roots = new Set(people.map(({ rootId }) => rootId));
  const orphans = nodes.filter(
    ({ id, parent_id: parent, purged_at: purged }) =>
      purged === null && !roots.has(id) && (parent === null || !byId.has(parent)),
  );
  expect(orphans).toEqual([]);
  expect(versions.filter(({ node_id: id }) => byId.get(id)?.kind !== 'file')).toEqual([]);
  const used = new Set([...nodes, ...versions].map(({ object_id: id }) => id));
  expect(objects.filter(({ id, state }) => (state === 'stored') !== used.has(id))).toEqual([]);
}
