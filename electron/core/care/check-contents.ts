import { breathe } from '../lib/breathe.ts';
import { isContent } from '../lib/cloud-keys.ts';
import { newId } from '../lib/ids.ts';
import type { ListedObject } from '../objects/list.ts';
import { Adopter } from './adopter.ts';
import type { Check } from './checker.ts';
import {
  forgetPicture,
  giveToSweep,
  insertGarbage,
  isUnderWay,
  keepObject,
  objectByKey,
  objectsAfter,
  usesOf,
  type KnownObject,
} from './contents.table.ts';
import type { Finding } from './findings.ts';

const PAGE = 200;
/** Small pictures, and the large ones of what browsers cannot show: those are made again when they are missing. */
const PICTURE_END = '.t';
const PICTURE = /\.[lt]$/u;

/** Walks through the store and the records side by side, both in the order of keys. */
export async function checkContents(check: Check, total: number): Promise<void> {
  await new ContentsCheck(check, total).run();
}

class ContentsCheck {
  readonly #check: Check;
  readonly #total: number;
  readonly #adopter: Adopter;
  #page: KnownObject[] = [];
  #after = '';
  #ended = false;
  /** The row looked at last, and whether its small picture was seen. */
  #current: KnownObject | null = null;
  #pictureSeen = false;

  constructor(check: Check, total: number) {
    this.#check = check;
    this.#total = total;
    this.#adopter = new Adopter(check);
  }

  async run(): Promise<void> {
    const { store, options, findings } = this.#check;
    let seen = 0;
    for await (const object of store.list('', { signal: options.signal })) {
      seen += 1;
      if (seen % PAGE === 0) {
        options.signal.throwIfAborted();
        options.onProgress('contents', Math.min(findings.objects, this.#total), this.#total);
        await breathe();
      }
      if (isContent(object.key)) await this.#content(object);
      else if (PICTURE.test(object.key) && isContent(object.key.replace(PICTURE, '')))
        await this.#picture(object);
    }
    for (let row = await this.#next(); row !== undefined; row = await this.#next()) await this.#lost(row);
    await this.#leave();
    await this.#adopter.flush();
  }

  async #content(object: ListedObject): Promise<void> {
    const { findings } = this.#check;
    findings.objects += 1;
    const row = await this.#upTo(object.key, false);
    if (row === undefined) await this.#unknown(object);
    else await this.#both(row, object);
  }

  async #picture(object: ListedObject): Promise<void> {
    const key = object.key.replace(PICTURE, '');
    await this.#upTo(key, true);
    if (this.#current?.key === key) this.#pictureSeen ||= object.key.endsWith(PICTURE_END);
    else await this.#leftoverPicture(object, key);
  }

  /** Goes on to the row with this key, telling of those before it that have no object; undefined when there is none. */
  async #upTo(key: string, inclusive: boolean): Promise<KnownObject | undefined> {
    for (;;) {
      const row = await this.#peek();
      if (row === undefined || row.key > key) return undefined;
      if (row.key === key && !inclusive) return this.#next();
      await this.#next();
      await this.#lost(row);
    }
  }

  async #peek(): Promise<KnownObject | undefined> {
    if (this.#page.length === 0 && !this.#ended) {
      this.#page = await objectsAfter(this.#check.db, this.#after, PAGE);
      this.#after = this.#page.at(-1)?.key ?? this.#after;
      this.#ended = this.#page.length < PAGE;
      await breathe();
    }
    return this.#page[0];
  }

  async #next(): Promise<KnownObject | undefined> {
    const row = await this.#peek();
    if (row === undefined) return undefined;
    await this.#leave();
    this.#current = row;
    this.#pictureSeen = false;
    return this.#page.shift();
  }

  /** Takes leave of a row: its small picture would have come by now. */
  async #leave(): Promise<void> {
    const { db, store, options, findings } = this.#check;
    const row = this.#current;
    this.#current = null;
    if (row === null || row.pictured === 0 || this.#pictureSeen) return;
    const fresh = await objectByKey(db, row.key);
    if (fresh?.pictured !== 1) return;
    if ((await store.stat(`${row.key}${PICTURE_END}`, options.signal)) !== null) return;
    if (options.repair) await db.transaction().execute((tx) => forgetPicture(tx, row.id));
    findings.add({
      kind: 'thumbnailMissing',
      name: null,
      ownerId: row.owner_id,
      repaired: options.repair,
    });
  }

  /** A row without its object. */
  async #lost({ key }: KnownObject): Promise<void> {
    const { db, store, options } = this.#check;
    const row = await objectByKey(db, key);
    if (row === undefined) return;
    if (row.used === 1) {
      if ((await store.stat(key, options.signal)) === null)
        await this.#tellUses(row, 'contentMissing', false);
    } else if (row.state === 'stored') {
      await this.#sweepUnused(row);
    } else if (row.state === 'pending' && this.#isOld(row.created_at) && !(await isUnderWay(db, row.id))) {
      await this.#sweep(row, 'leftoverUpload');
    }
  }

  /** A row and its object. */
  async #both(row: KnownObject, object: ListedObject): Promise<void> {
    const { db, store, options } = this.#check;
    const fits = row.size === object.size && (row.etag === null || row.etag === object.etag);
    if (row.state === 'stored' && row.used === 1 && fits) return;
    const fresh = await objectByKey(db, row.key);
    const there = await store.stat(row.key, options.signal);
    if (fresh === undefined || there === null) return;
    if (fresh.used === 1 && fresh.state !== 'stored') {
      // A file whose content would be swept away.
      if (options.repair) await db.transaction().execute((tx) => keepObject(tx, row.id, there));
      await this.#tellUses(fresh, 'contentMissing', options.repair);
    } else if (fresh.used === 1) {
      const right = fresh.size === there.size && (fresh.etag === null || fresh.etag === there.etag);
      if (!right) await this.#tellUses(fresh, 'contentWrong', false);
    } else if (fresh.state === 'stored') {
      await this.#sweepUnused(fresh);
    } else if (fresh.state === 'pending' && options.heirId !== null) {
      await this.#adopter.add({ ...object, id: fresh.id });
    }
  }

  /** An object without a row. */
  async #unknown(object: ListedObject): Promise<void> {
    const { db, store, options } = this.#check;
    if (!this.#isOld(object.modifiedAt)) return;
    if ((await objectByKey(db, object.key)) !== undefined) return;
    if ((await store.stat(object.key, options.signal)) === null) return;
    await this.#adopter.add({ ...object, id: null });
  }

  async #leftoverPicture(object: ListedObject, of: string): Promise<void> {
    const { db, options, findings, now } = this.#check;
    if (!this.#isOld(object.modifiedAt)) return;
    if ((await objectByKey(db, of)) !== undefined) return;
    if ((await objectByKey(db, object.key)) !== undefined) return;
    const { key, size, etag } = object;
    if (options.repair)
      await db
        .transaction()
        .execute((tx) => insertGarbage(tx, { id: newId(), key, size, etag }, now().toISOString()));
    findings.add({ kind: 'leftoverThumbnail', name: null, ownerId: null, repaired: options.repair });
  }

  async #sweepUnused(row: KnownObject): Promise<void> {
    await this.#sweep(row, 'unusedObject');
  }

  async #sweep(row: KnownObject, kind: Finding['kind']): Promise<void> {
    const { db, options, findings } = this.#check;
    let holds = true;
    if (options.repair)
      holds = await db.transaction().execute(async (tx) => {
        const now = await objectByKey(tx, row.key);
        if (now?.state !== row.state || now.used === 1) return false;
        await giveToSweep(tx, row.id);
        return true;
      });
    if (holds) findings.add({ kind, name: null, ownerId: row.owner_id, repaired: options.repair });
  }

  async #tellUses(row: KnownObject, kind: Finding['kind'], repaired: boolean): Promise<void> {
    const uses = await usesOf(this.#check.db, row.id);
    for (const { name, owner_id: ownerId } of uses)
      this.#check.findings.add({ kind, name, ownerId, repaired });
  }

  #isOld(at: string): boolean {
    const { options, now } = this.#check;
    return Date.parse(at) <= now().getTime() - options.graceMs;
  }
}
