import type { FileVersion, versions } from '../../contract/versions.ts';
import type { Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import { isLive } from '../lib/chains.ts';
import { readNode } from './commit-upload.table.ts';
import { noteHistory } from './history.ts';
import { toDriveNode } from './node-view.ts';
import { readChains, type NodeRow } from './nodes.table.ts';
import { dropVersions, replaceContent } from './replace-content.ts';
import type { Retention } from './retention.ts';
import type { ServiceDeps } from './service-deps.ts';
import {
  addVersions,
  findVersion,
  forgetVersion,
  ownVersionsQuery,
  readRetention,
  versionsById,
  versionsOf,
  writeRetention,
  type VersionRow,
} from './versions.table.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Earlier contents deleted in one transaction. */
const AT_ONCE = 200;

/** Makes the service of earlier contents of files. */
export function makeVersions(
  { db, usage, now, tell, elsewhere }: ServiceDeps,
  retention: Pick<Retention, 'run'>,
): ServiceOf<typeof versions> {
  return {
    async list(caller, { id }) {
      const userId = await elsewhere.ownerOf(signedIn(caller).userId, id, 'read');
      await liveFile(db, userId, id);
      const { versionDays } = await readRetention(db);
      return (await versionsOf(db, userId, id)).map((row) => toFileVersion(row, versionDays));
    },
    async restore(caller, { id, versionId }) {
      const { userId: actor } = signedIn(caller);
      const userId = await elsewhere.ownerOf(actor, id, 'write');
      const at = now().toISOString();
      const row = await db.transaction().execute(async (tx) => {
        const node = await liveFile(tx, userId, id);
        const version = await findVersion(tx, userId, id, versionId);
        if (version === undefined) throw fail('NOT_FOUND');
        await restoreVersion(tx, node, version, at);
        await noteHistory(tx, userId, at, [{ nodeId: id, kind: 'versionRestored', detail: null }]);
        await usage.activity(tx, { userId: actor, kind: 'versionRestored', subject: node.name });
        return readNode(tx, userId, id);
      });
      if (row === undefined) throw fail('NOT_FOUND');
      tell(userId, folderOf(row));
      return toDriveNode(row);
    },
    async remove(caller, { id, versionIds }) {
      const { userId } = signedIn(caller);
      const node = await liveFile(db, userId, id);
      const wanted = versionIds === null ? null : [...new Set(versionIds)];
      let count = 0;
      if (wanted === null) {
        const rows = await versionsOf(db, userId, id);
        count = await removeAll(rows.map((row) => row.id));
      } else {
        const known = await versionsById(db, userId, id, wanted);
        if (known.length < wanted.length) throw fail('NOT_FOUND');
        count = await removeAll(wanted);
      }
      tell(userId, folderOf(node));
      return { count };

      async function removeAll(ids: readonly string[]): Promise<number> {
        let removed = 0;
        for (let start = 0; start < ids.length; start += AT_ONCE) {
          removed += await db.transaction().execute(async (tx) => {
            const rows = await versionsById(tx, userId, id, ids.slice(start, start + AT_ONCE));
            await dropVersions(tx, userId, rows);
            return rows.length;
          });
        }
        return removed;
      }
    },
    async removeAll(caller) {
      const { userId } = signedIn(caller);
      let count = 0;
      for (let left = true; left;) {
        const removed = await db.transaction().execute(async (tx) => {
          const rows = await ownVersionsQuery(tx, userId, AT_ONCE).execute();
          await dropVersions(tx, userId, rows);
          return rows.length;
        });
        count += removed;
        left = removed === AT_ONCE;
        await breathe();
      }
      tell(userId, []);
      return { count };
    },
    retention: () => readRetention(db),
    async setRetention(_caller, kept) {
      await writeRetention(db, kept);
      void retention.run();
      return readRetention(db);
    },
  };
}

/**
 * Makes an earlier content of a file the present one, and the present one a version; nothing that is stored changes in
 * size. `at` is ISO 8601.
 */
async function restoreVersion(tx: Tx, node: NodeRow, version: VersionRow, at: string): Promise<void> {
  await forgetVersion(tx, version.id);
  await addVersions(tx, node.owner_id, { usedBytes: 0, versionBytes: -version.size, versions: -1 });
  const { object_id: objectId, size, modified_at: modifiedAt } = version;
  await replaceContent(tx, node, { objectId, size, modifiedAt }, at);
}

/** A file of the user that is neither in the trash nor in a folder that is; throws NOT_FOUND. */
async function liveFile(db: Parameters<typeof readNode>[0], userId: string, id: string): Promise<NodeRow> {
  const node = await readNode(db, userId, id);
  if (node?.kind !== 'file') throw fail('NOT_FOUND');
  if (!isLive(await readChains(db, userId, [id]), id)) throw fail('NOT_FOUND');
  return node;
}

function folderOf({ parent_id: id }: NodeRow): string[] {
  return id === null ? [] : [id];
}

function toFileVersion(row: VersionRow, days: number | null): FileVersion {
  const expires = days === null ? null : new Date(Date.parse(row.replaced_at) + days * DAY_MS);
  return {
    id: row.id,
    sizeBytes: row.size,
    modifiedAt: row.modified_at,
    replacedAt: row.replaced_at,
    expiresAt: expires?.toISOString() ?? null,
    contentId: row.object_id,
  };
}
