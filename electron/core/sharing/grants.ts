import type { Grant, grants as grantsGroup } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import {
  deleteGrant,
  findGrant,
  forgetLeavers,
  grantsFor,
  grantsOf,
  insertGrant,
  insertLeaver,
  isTop,
  othersQuery,
  setAccess,
  type GrantRow,
} from './grants.table.ts';
import type { Reach } from './reach.ts';

interface Deps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'resolveFolder'>;
  readonly reach: Reach;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly now: () => Date;
}

/** Serves folders shared between people with accounts. */
export function makeGrants({ db, drive, reach, usage, events, now }: Deps): ServiceOf<typeof grantsGroup> {
  function tell({ owner_id: owner, person_id: person }: Pick<GrantRow, 'owner_id' | 'person_id'>): void {
    events.emit('grants.changed', { userIds: person === null ? null : [owner, person] });
  }

  return {
    people: (caller) => othersQuery(db, signedIn(caller).userId).execute(),
    async ofFolder(caller, { folderId }) {
      const { userId } = signedIn(caller);
      return (await grantsOf(db, userId, folderId)).map(toGrant);
    },
    async given(caller) {
      return (await grantsOf(db, signedIn(caller).userId)).map(toGrant);
    },
    async received(caller) {
      const { userId } = signedIn(caller);
      const rows = await grantsFor(db, userId);
      // What is in the trash of its owner is not there for others.
      const there = await Promise.all(rows.map((row) => reach.entrance(db, userId, row.folder_id)));
      return rows.filter((_, at) => there[at] !== null).map(toGrant);
    },
    async *watch(caller, _input, signal) {
      const { userId } = signedIn(caller);
      const concerns = ({ userIds }: { userIds: readonly string[] | null }) =>
        userIds === null || userIds.includes(userId);
      for await (const _ of watchFacts(events, 'grants.changed', { concerns, signal })) yield {};
    },
    async give(caller, { folderId, personId, access }) {
      const { userId } = signedIn(caller);
      // Only what is one's own: neither the top, nor what somebody else shares.
      const own = await drive.resolveFolder(userId, folderId).catch(() => null);
      if (own === null || personId === userId || (await isTop(db, own))) throw fail('NOT_FOUND');
      const row = await db.transaction().execute(async (tx) => {
        if (personId !== null) {
          const person = await othersQuery(tx, userId).where('id', '=', personId).executeTakeFirst();
          if (person === undefined) throw fail('NOT_FOUND');
        }
        const before = (await grantsOf(tx, userId, folderId)).find(({ person_id: id }) => id === personId);
        const id = before?.id ?? newId();
        if (before === undefined) {
          const created_at = now().toISOString();
          const grant = {
            id,
            owner_id: userId,
            folder_id: folderId,
            person_id: personId,
            access,
            created_at,
          };
          await insertGrant(tx, grant);
        } else {
          await setAccess(tx, id, access);
          await forgetLeavers(tx, id);
        }
        const written = await findGrant(tx, id);
        if (written === undefined) throw fail('NOT_FOUND');
        if (before === undefined)
          await usage.activity(tx, { userId, kind: 'folderShared', subject: written.folder.name });
        return written;
      });
      tell(row);
      return toGrant(row);
    },
    async withdraw(caller, { id }) {
      const { userId } = signedIn(caller);
      const row = await findGrant(db, id);
      if (row?.owner_id !== userId) throw fail('NOT_FOUND');
      await deleteGrant(db, id);
      tell(row);
    },
    async leave(caller, { id }) {
      const { userId } = signedIn(caller);
      const row = (await grantsFor(db, userId)).find((one) => one.id === id);
      if (row === undefined) throw fail('NOT_FOUND');
      if (row.person_id === null) await insertLeaver(db, id, userId);
      else await deleteGrant(db, id);
      events.emit('grants.changed', { userIds: [row.owner_id, userId] });
    },
  };
}

function toGrant(row: GrantRow): Grant {
  const { id, folder, owner_id: ownerId, owner_name: ownerName, person_id: personId } = row;
  return {
    id,
    folder: {
      id: folder.id,
      kind: 'folder',
      name: folder.name,
      sizeBytes: null,
      type: null,
      mime: null,
      createdAt: folder.created_at,
      modifiedAt: folder.modified_at,
      tags: [],
      favourite: false,
      contentId: null,
    },
    owner: { id: ownerId, name: ownerName },
    person: personId === null ? null : { id: personId, name: row.person_name ?? '' },
    access: row.access,
    since: row.created_at,
  };
}
