import { TAG_COLORS, type TagColor } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { grouped } from '../lib/grouped.ts';
import { finish, newChange, type Change, type Outcome } from './change.ts';
import { isLive } from '../lib/chains.ts';
import { chooseLive } from './choose.ts';
import { tagBits } from './node-view.ts';
import { readChains, type NodeRow } from './nodes.table.ts';
import type { ServiceDeps } from './service-deps.ts';
import { readTagNames, setMarks, taggedPageQuery, type TaggedAfter } from './tags.table.ts';

type Deps = Pick<ServiceDeps, 'db' | 'usage' | 'now'>;

interface Tagging {
  readonly ids: readonly string[];
  readonly add: readonly TagColor[];
  readonly remove: readonly TagColor[];
  readonly batch?: string | undefined;
}

/** Tagged nodes read at once, between which other work gets a turn. */
const PAGE = 1000;

/** Gives live entries tags and takes others away; one that is both given and taken is given. Throws NOT_FOUND. */
export function setTags(
  { db, usage, now }: Deps,
  userId: string,
  { ids, add, remove, batch }: Tagging,
): Promise<Outcome> {
  const given = tagBits(add);
  const taken = tagBits(remove);
  return db.transaction().execute(async (tx) => {
    const change = newChange(userId, now());
    const { rows } = await chooseLive(tx, userId, ids, { inner: true });
    const after = (row: NodeRow) => (row.tags & ~taken) | given;
    const changed = rows.filter((row) => after(row) !== row.tags);
    for (const [before, some] of grouped(changed, (row) => row.tags)) {
      const [first] = some;
      if (first === undefined) continue;
      const marked = some.map(({ id }) => id);
      await setMarks(tx, userId, marked, { tags: after(first) });
      change.steps.push({ did: 'tagged', ids: marked, from: before, to: after(first) });
    }
    for (const { id } of changed) change.happened.push({ nodeId: id, kind: 'tagged', detail: null });
    return finish(tx, usage, change, { kind: 'tag', batch, ...shown(change, changed) });
  });
}

/** Makes live entries favourites of the user, or no longer. Throws NOT_FOUND. */
export function setFavourite(
  { db, usage, now }: Deps,
  userId: string,
  { ids, favourite, batch }: { ids: readonly string[]; favourite: boolean; batch?: string | undefined },
): Promise<Outcome> {
  return db.transaction().execute(async (tx) => {
    const change = newChange(userId, now());
    const { rows } = await chooseLive(tx, userId, ids, { inner: true });
    const changed = rows.filter((row) => (row.favourite_at !== null) !== favourite);
    const to = favourite ? change.at : null;
    for (const [from, some] of grouped(changed, (row) => row.favourite_at)) {
      const marked = some.map(({ id }) => id);
      await setMarks(tx, userId, marked, { favourite_at: to });
      change.steps.push({ did: 'favoured', ids: marked, from, to });
    }
    return finish(tx, usage, change, { kind: 'favourite', batch, ...shown(change, changed) });
  });
}

function shown(change: Change, changed: readonly NodeRow[]) {
  for (const { parent_id: parentId } of changed) if (parentId !== null) change.folderIds.add(parentId);
  return { activity: null, subject: changed[0]?.name, count: changed.length };
}

/** The user's seven tags with their own names (null: the colour's) and how many live entries carry each. */
export async function listTags(
  db: Db,
  userId: string,
): Promise<{ color: TagColor; name: string | null; count: number }[]> {
  const names = await readTagNames(db, userId);
  const counts = TAG_COLORS.map(() => 0);
  const live = new Map<string, boolean>();
  for (let after: TaggedAfter | null = null; ;) {
    const page = await taggedPageQuery(db, userId, after, PAGE).execute();
    const shownOnes = page.filter((row) => row.trashed_at === null);
    await learnLive(db, userId, live, shownOnes);
    for (const { parent_id: parentId, tags } of shownOnes) {
      if (live.get(parentId ?? '') !== true) continue;
      for (const [index, count] of counts.entries()) counts[index] = count + ((tags >> index) & 1);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = { sortKey: last.sort_key, id: last.id };
    await breathe();
  }
  return TAG_COLORS.map((color, index) => ({
    color,
    name: names.get(color) ?? null,
    count: counts[index] ?? 0,
  }));
}

/** Looks up which folders of these entries are live, unless it is known. */
async function learnLive(
  db: Db,
  userId: string,
  live: Map<string, boolean>,
  rows: readonly { parent_id: string | null }[],
): Promise<void> {
  const unknown = new Set(rows.flatMap(({ parent_id: id }) => (id === null || live.has(id) ? [] : [id])));
  if (unknown.size === 0) return;
  const chains = await readChains(db, userId, [...unknown]);
  for (const id of unknown) live.set(id, isLive(chains, id));
}
