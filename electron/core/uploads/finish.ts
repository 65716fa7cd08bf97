import type { DriveNode } from '../../contract/drive.ts';
import { fail } from '../lib/errors.ts';
import { partCount, partLength } from '../lib/part-size.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { PartGates } from './part-gates.ts';
import { deleteUpload, findOwn, setMultipart, type UploadRow } from './uploads.table.ts';
import type { FinishedUpload, UploadBy, UploadConflict, Uploads, UploadsDeps } from './uploads.ts';

interface Deps extends UploadsDeps {
  readonly signal: AbortSignal;
  readonly gates: PartGates;
  readonly giveUp: (row: UploadRow) => Promise<void>;
}

/** Uploads that ended lately and are remembered, for those who ask again as the answer was lost on its way. */
const REMEMBERED = 1000;

/**
 * Makes what ends uploads: parts become an object, the object a file, and the upload goes, in this order. After a crash
 * between any two of these it is done again from where it was, with the same outcome.
 */
export function makeFinish({ db, store, drive, reach, gates, giveUp, signal }: Deps): Uploads['finish'] {
  const ended = new Map<string, { readonly by: UploadBy; readonly outcome: FinishedUpload }>();

  function remember(by: UploadBy, id: string, outcome: FinishedUpload): void {
    ended.set(id, { by, outcome });
    const [oldest] = ended.keys();
    if (ended.size > REMEMBERED && oldest !== undefined) ended.delete(oldest);
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

  async function commit(row: UploadRow, conflict: UploadConflict): Promise<FinishedUpload> {
    const { owner_id: userId, folder_id: folderId, name, size } = row;
    if (row.person_id !== null && (await reach.ownerOf(db, row.person_id, folderId, 'write')) !== userId)
      throw fail('FOLDER_GONE');
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
      objectId: row.object_id,
      etag,
      size,
      folderId,
      name,
      conflict: conflict === 'replace' ? 'replace' : 'keepBoth',
      modifiedAt: row.modified_at,
    });
    await deleteUpload(db, row.id);
    return { node: seenBy(row, node), existing: null };
  }

  return (by, id, conflict) =>
    gates.inTurn(id, async () => {
      const before = ended.get(id);
      if (before !== undefined && isSame(before.by, by)) return before.outcome;
      const row = await findOwn(db, by, id);
      if (row === undefined) throw fail('UPLOAD_GONE');
      const outcome = await gates.whileShut(id, () => commit(row, conflict));
      if (outcome.node !== null || conflict === 'skip') remember(by, id, outcome);
      return outcome;
    });
}

/** The file as whoever sent it may see it. */
function seenBy({ person_id: person, owner_id: owner }: UploadRow, node: DriveNode): DriveNode {
  return person === owner ? node : unmarked(node);
}

function isSame(one: UploadBy, other: UploadBy): boolean {
  return one.personId === other.personId && one.shareId === other.shareId && one.visitor === other.visitor;
}
