import { newId } from '../lib/ids.ts';
import type { ListedObject } from '../objects/list.ts';
import { adopt, usableName, type Foundling } from './adopt.ts';
import type { Check } from './checker.ts';
import { isKnownId, objectByKey } from './contents.table.ts';
import { rootOf } from './sums.table.ts';

/** An object that no file uses; its row, where it has one. */
type Loose = ListedObject & { readonly id: string | null };

/** Objects whose labels are asked for at once, and that one transaction takes in. */
const AT_ONCE = 20;

/** Makes files again of objects that no record names, by what they say about themselves. */
export class Adopter {
  readonly #check: Check;
  #waiting: Loose[] = [];

  constructor(check: Check) {
    this.#check = check;
  }

  async add(object: Loose): Promise<void> {
    this.#waiting.push(object);
    if (this.#waiting.length >= AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const { db, findings, options } = this.#check;
    const found = this.#waiting;
    this.#waiting = [];
    const placed = await Promise.all(found.map((object) => this.#place(object)));
    const ids = new Set<string>();
    const done = new Set<Foundling>();
    if (options.repair && placed.some(({ foundling }) => foundling !== null))
      await db.transaction().execute(async (tx) => {
        for (const { foundling } of placed) {
          if (foundling === null) continue;
          const now = await objectByKey(tx, foundling.key);
          if (now !== undefined && (now.used === 1 || now.state !== 'pending')) continue;
          // Two that name the same id: a store that somebody copied things in.
          const object = ids.has(foundling.id) ? { ...foundling, id: newId() } : foundling;
          ids.add(object.id);
          if (await adopt(tx, this.#check.words, object, this.#check.now().toISOString()))
            done.add(foundling);
        }
      });
    for (const { foundling, name, ownerId } of placed) {
      const repaired = foundling !== null && done.has(foundling);
      findings.add({ kind: 'unknownObject', name, ownerId, repaired });
    }
  }

  /** Where an object would go; nowhere when it does not say whose it is, or that person is not known. */
  async #place(
    object: Loose,
  ): Promise<{ foundling: Foundling | null; name: string | null; ownerId: string | null }> {
    const { db, store, words, options } = this.#check;
    const labels = await store.labels(object.key, options.signal);
    const name = labels?.name ?? null;
    const formerId = labels?.ownerId ?? null;
    const known = formerId !== null && (await rootOf(db, formerId)) !== undefined;
    const { recovered, heirId } = options;
    const ownerId = known ? formerId : heirId;
    if (ownerId === null) return { foundling: null, name, ownerId: null };
    const former = usableName(words, labels?.ownerName ?? formerId ?? recovered, recovered).name;
    const { key, size, etag, modifiedAt } = object;
    return {
      name,
      ownerId,
      foundling: {
        id: await this.#idFor(object, labels?.objectId ?? null),
        key,
        size,
        etag,
        modifiedAt,
        name: name ?? object.key.slice(3),
        ownerId,
        folders: known ? [recovered] : [recovered, former],
      },
    };
  }

  async #idFor(object: Loose, labelled: string | null): Promise<string> {
    if (object.id !== null) return object.id;
    const free = labelled !== null && labelled !== '' && !(await isKnownId(this.#check.db, labelled));
    return free ? labelled : newId();
  }
}
