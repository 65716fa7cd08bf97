import type { DriveNode } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import type { UploadNote } from '../drive/drive-access.ts';
import { fail } from '../lib/errors.ts';
import { partCount, partLength } from '../lib/part-size.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { PartGates } from './part-gates.ts';
import {
  endUploads,
  findEnded,
  findOwn,
  nameOfContent,
  setMultipart,
  type UploadRow,
} from './uploads.table.ts';
import type { FileNote, FinishedUpload, UploadBy, UploadConflict, Uploads, UploadsDeps } from './uploads.ts';

interface Deps extends UploadsDeps {
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly gates: PartGates;
  readonly giveUp: (row: UploadRow) => Promise<void>;
}

/** Uploads that were skipped lately and are remembered, for those who ask again as the answer was lost on its way. */
const REMEMBERED = 1000;

/**
 * Makes what ends uploads: parts become an object, and the object a file in the same transaction in which the upload
 * becomes an ended one. After a crash between the two, or after it, finishing again has the same outcome.
 */
export function makeFinish({ db, store, drive, reach, now, gates, giveUp, signal }: Deps): Uploads['finish'] {
  const skipped = new Map<string, { readonly by: UploadBy; readonly outcome: FinishedUpload }>();
  /** One function, so that uploads that end at the same moment are noted together. */
  const noteEnded = (tx: Tx, ids: readonly string[]) => endUploads(tx, ids, now().toISOString());

  function remember(by: UploadBy, id: string, outcome: FinishedUpload): void {
    skipped.set(id, { by, outcome });
    const [oldest] = skipped.keys();
    if (skipped.size > REMEMBERED && oldest !== undefined) skipped.delete(oldest);
  }

  /** The file that an upload became before. Throws UPLOAD_GONE for none, and for one that is deleted for ever. */
  async function endedBefore(by: UploadBy, id: string): Promise<FinishedUpload> {
    const ended = await findEnded(db, by, id);
    const node = ended === undefined ? null : await drive.fileOfContent(ended.owner_id, ended.object_id);
    if (ended === undefined || node === null) throw fail('UPLOAD_GONE');
    const { personId: person } = by;
    // What its owner has put out of reach since is not told of any more.
    if (person !== null && (await reach.ownerOf(db, person, node.id, 'read')) !== ended.owner_id)
      throw fail('UPLOAD_GONE');
    return { node: seenBy({ person_id: by.personId, owner_id: ended.owner_id }, node), existing: null };
  }

  /** Throws FOLDER_GONE, READ_ONLY when whoever sends it may not write there (any more). */
  async function mayStill(at: Db | Tx, { person_id: person, owner_id: owner, folder_id: folder }: UploadRow) {
    if (person !== null && (await reach.ownerOf(at, person, folder, 'write')) !== owner)
      throw fail('FOLDER_GONE');
  }

  /** What is written in the transaction that makes the file: nothing more may come between the two. */
  function noteOf(row: UploadRow, note: FileNote | undefined): UploadNote {
    const { id, person_id: person, owner_id: owner } = row;
    if (note === undefined && (person === null || person === owner)) return { id, write: noteEnded };
    return {
      id,
      async write(tx, ids) {
        await mayStill(tx, row);
        await noteEnded(tx, ids);
        const name = (await nameOfContent(tx, row.object_id)) ?? row.name;
        await note?.(tx, { name, sizeBytes: row.size });
      },
    };
  }

  /** The etag of the object with all bytes in it. Throws UPLOAD_INCOMPLETE. */
  async function objectOf(row: UploadRow): Promise<string> {
    const { id, key, size, part_bytes: partBytes, multipart_id: multipartId } = row;
    const whole = async () => {
      const object = await store.stat(key, signal);
      return object?.size === size ? object.etag : null;
    };
    if (size > partBytes) {
      if (multipartId === null) throw fail('UPLOAD_INCOMPLETE');
      const parts = await store.listParts(key, multipartId, signal);
      if (parts !== null) {
        const right = parts.filter(
          ({ number, sizeBytes }) => partLength(number, size, partBytes) === sizeBytes,
        );
        if (right.length !== parts.length || right.length !== partCount(size, partBytes))
          throw fail('UPLOAD_INCOMPLETE');
        return (await store.completeParts(key, multipartId, signal)).etag;
      }
    }
    const etag = await whole();
    if (etag !== null) return etag;
    // The store knows nothing of the parts any more: they have to come again.
    if (multipartId !== null) await setMultipart(db, id, null);
    throw fail('UPLOAD_INCOMPLETE');
  }

  async function commit(
    row: UploadRow,
    conflict: UploadConflict,
    note: FileNote | undefined,
  ): Promise<FinishedUpload> {
    const { owner_id: userId, folder_id: folderId, name, size } = row;
    await mayStill(db, row);
    if (conflict === 'ask' || conflict === 'skip') {
      // What was committed before a crash has its own name by now, and is asked about by nobody.
      const [object] = await store.rows.find(db, [row.object_id]);
      const existing = object?.state === 'stored' ? null : await drive.fileNamed(userId, folderId, name);
      if (existing !== null) {
        if (conflict === 'skip') await giveUp(row);
        return { node: null, existing: seenBy(row, existing) };
      }
    }
    const etag = await objectOf(row);
    const node = await drive.commitUpload({
      userId,
      doneBy: row.person_id,
      objectId: row.object_id,
      etag,
      size,
      folderId,
      name,
      conflict: conflict === 'replace' ? 'replace' : 'keepBoth',
      modifiedAt: row.modified_at,
      note: noteOf(row, note),
    });
    return { node: seenBy(row, node), existing: null };
  }

  return (by, id, conflict, note) =>
    gates.inTurn(id, async () => {
      const before = skipped.get(id);
      if (before !== undefined && isSame(before.by, by)) return before.outcome;
      const row = await findOwn(db, by, id);
      if (row === undefined) return endedBefore(by, id);
      const outcome = await gates.whileShut(id, () => commit(row, conflict, note));
      if (outcome.node === null && conflict === 'skip') remember(by, id, outcome);
      return outcome;
    });
}

/** The file as whoever sent it may see it. */
function seenBy(
  { person_id: person, owner_id: owner }: Pick<UploadRow, 'person_id' | 'owner_id'>,
  node: DriveNode,
): DriveNode {
  return person === owner ? node : unmarked(node);
}

function isSame(one: UploadBy, other: UploadBy): boolean {
  return one.personId === other.personId && one.shareId === other.shareId && one.visitor === other.visitor;
}
