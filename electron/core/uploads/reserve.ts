import type { StoredPart, WebUpload } from '../../contract/uploads.ts';
import { fail } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { partBytesOf, partCount, partLength } from '../lib/part-size.ts';
import type { ObjectLabels } from '../objects/labels.ts';
import {
  findOwn,
  findSame,
  insertUpload,
  setMultipart,
  sumOfPerson,
  touchUpload,
  type UploadRow,
} from './uploads.table.ts';
import type { UploadBy, UploadsDeps, WantedUpload } from './uploads.ts';

interface Deps extends UploadsDeps {
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly giveUp: (row: UploadRow) => Promise<void>;
}

/** The signed parameter of an address that a part is put to: which upload it is of. */
const UPLOAD_PARAMETER = 'x-mcm-upload';
/** How long an upload that broke off may be gone on with, in milliseconds. */
export const KEPT_MS = 7 * 24 * 60 * 60_000;
/** How long it takes room within the quota: a phone that was lost must not keep somebody from uploading for a week. */
const COUNTED_MS = 24 * 60 * 60_000;
/** How long an address may be used, in seconds: phones on slow networks have many parts in line. */
const EXPIRES_SECONDS = 3600;

/** Makes what reserves uploads, and signs the addresses of their parts. */
export function makeReserve({ db, store, drive, reach, nameOf, now, signal, giveUp }: Deps) {
  /** Beginning an upload at the store ends the one before: it is done once at a time. */
  const beginning = new Map<string, Promise<string>>();

  const inParts = (row: UploadRow) => row.size > row.part_bytes;

  function labelsOf({ name, owner_id, object_id }: UploadRow): ObjectLabels {
    return { name, ownerId: owner_id, objectId: object_id };
  }

  function multipartOf(row: UploadRow): Promise<string> {
    if (row.multipart_id !== null) return Promise.resolve(row.multipart_id);
    const underWay = beginning.get(row.id);
    if (underWay !== undefined) return underWay;
    const begun = (async () => {
      const labels = labelsOf(row);
      const id = await store.beginParts(row.key, { labels, partBytes: row.part_bytes, signal });
      await setMultipart(db, row.id, id);
      return id;
    })().finally(() => beginning.delete(row.id));
    beginning.set(row.id, begun);
    return begun;
  }

  /** What the store has of an upload; begins it anew where the store knows nothing of it any more. */
  async function storedParts(row: UploadRow): Promise<StoredPart[]> {
    const { key, size, part_bytes: partBytes, multipart_id: multipartId } = row;
    if (!inParts(row)) {
      const whole = await store.stat(key, signal);
      return whole?.size === size ? [{ number: 1, sizeBytes: size, etag: whole.etag }] : [];
    }
    if (multipartId === null) return [];
    const parts = await store.listParts(key, multipartId, signal);
    if (parts !== null)
      return parts.filter(({ number, sizeBytes }) => partLength(number, size, partBytes) === sizeBytes);
    const whole = await store.stat(key, signal);
    if (whole?.size === size) {
      // Put together already: the end alone is missing.
      return Array.from({ length: partCount(size, partBytes) }, (_, at) => ({
        number: at + 1,
        sizeBytes: partLength(at + 1, size, partBytes) ?? 0,
        etag: whole.etag,
      }));
    }
    await setMultipart(db, row.id, null);
    return [];
  }

  async function view(row: UploadRow): Promise<WebUpload> {
    return viewOf(row, await storedParts(row));
  }

  async function reserve(by: UploadBy, file: ReturnType<typeof sameFile>): Promise<UploadRow> {
    const { personId, ownerId } = by;
    const since = new Date(now().getTime() - COUNTED_MS).toISOString();
    // What strangers may have under way is for their request to say.
    const underWay = personId === null ? 0 : await sumOfPerson(db, { personId, ownerId, since });
    await drive.checkRoom(by.ownerId, file.size, underWay);
    const time = now().toISOString();
    const object = { id: newId(), key: store.newKey(), owner_id: by.ownerId, size: file.size };
    const row: UploadRow = {
      id: newId(),
      owner_id: by.ownerId,
      person_id: by.personId,
      share_id: by.shareId,
      visitor: by.visitor,
      sender: by.sender,
      object_id: object.id,
      key: object.key,
      ...file,
      multipart_id: null,
      part_bytes: partBytesOf(file.size),
      created_at: time,
      used_at: time,
    };
    await db.transaction().execute(async (tx) => {
      await store.rows.reserve(tx, [object]);
      await insertUpload(tx, row);
    });
    return row;
  }

  function sameFile({ folderId, name, sizeBytes, modifiedAt }: WantedUpload) {
    return {
      folder_id: folderId,
      name: nameOf(name),
      size: sizeBytes,
      modified_at: new Date(modifiedAt).toISOString(),
    };
  }

  return {
    labelsOf,
    view,
    /** Once `asking` has aborted nobody hears of what was reserved, so it is given up. */
    async begin(by: UploadBy, wanted: WantedUpload, asking: AbortSignal | undefined): Promise<WebUpload> {
      const file = sameFile(wanted);
      const same = await findSame(db, by, by.ownerId, file);
      if (same !== undefined) {
        if (!isUnsent(same)) await touchUpload(db, same, now());
        return view(same);
      }
      const row = await reserve(by, file);
      try {
        if (inParts(row)) await multipartOf(row);
        asking?.throwIfAborted();
      } catch (error) {
        await giveUp(row);
        throw error;
      }
      return viewOf(row, []);
    },
    async sign(by: UploadBy, id: string, numbers: readonly number[], origin: string): Promise<string[]> {
      const row = await findOwn(db, by, id);
      if (row === undefined) throw fail('UPLOAD_GONE');
      const count = partCount(row.size, row.part_bytes);
      if (numbers.some((number) => number > count)) throw fail('INVALID_INPUT', { fields: ['numbers'] });
      // Said before anything is sent that could not become a file.
      const { person_id: personId, owner_id: ownerId } = row;
      if (personId !== null && (await reach.ownerOf(db, personId, row.folder_id, 'write')) !== ownerId)
        throw fail('FOLDER_GONE');
      const bytes = numbers.reduce((sum, at) => sum + (partLength(at, row.size, row.part_bytes) ?? 0), 0);
      await drive.checkRoom(ownerId, bytes);
      if (!isUnsent(row)) await touchUpload(db, row, now());
      const uploadId = inParts(row) ? await multipartOf(row) : null;
      return numbers.map((number) =>
        store.presignFor(origin, {
          method: 'PUT',
          key: row.key,
          expiresSeconds: EXPIRES_SECONDS,
          query: {
            [UPLOAD_PARAMETER]: id,
            ...(uploadId === null ? {} : { partNumber: String(number), uploadId }),
          },
        }),
      );
    },
  };
}

/** Whether a stranger began it and sent nothing yet: asking for it again and again does not keep its room. */
function isUnsent(row: UploadRow): boolean {
  return row.person_id === null && row.used_at === row.created_at;
}

function viewOf(row: UploadRow, parts: StoredPart[]): WebUpload {
  return {
    id: row.id,
    name: row.name,
    folderId: row.folder_id,
    sizeBytes: row.size,
    modifiedAt: row.modified_at,
    partBytes: row.part_bytes,
    parts,
    createdAt: row.created_at,
  };
}
