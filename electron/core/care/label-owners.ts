import type { Db } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { ObjectLabels } from '../objects/labels.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { namesOf } from './reports.table.ts';

/** A store that also writes on each object the name of its owner, who may be known to nobody one day. */
export function labelOwners(store: ObjectStore, db: Db, events: Events): ObjectStore {
  const names = new Map<string, string>();
  events.on('people.changed', ({ userId }) => names.delete(userId));

  async function nameOf(userId: string): Promise<string | undefined> {
    const known = names.get(userId);
    if (known !== undefined) return known;
    const name = (await namesOf(db, [userId])).get(userId);
    if (name !== undefined) names.set(userId, name);
    return name;
  }

  async function labelled(labels: ObjectLabels): Promise<ObjectLabels> {
    const ownerName = await nameOf(labels.ownerId);
    return ownerName === undefined ? labels : { ...labels, ownerName };
  }

  return {
    ...store,
    put: async (request) => store.put({ ...request, labels: await labelled(request.labels) }),
    presignWhole: async (key, labels) => store.presignWhole(key, await labelled(labels)),
    beginParts: async (key, options) =>
      store.beginParts(key, { ...options, labels: await labelled(options.labels) }),
  };
}
