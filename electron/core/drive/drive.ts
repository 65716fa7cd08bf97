import type { drive } from '../../contract/drive.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import { unmarked } from '../lib/unmarked.ts';
import { watchFacts } from '../lib/watch.ts';
import type { Reach } from '../sharing/reach.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { find } from '../../contract/find.ts';
import type { organise } from '../../contract/organise.ts';
import type { versions } from '../../contract/versions.ts';
import { makeAccess } from './access.ts';
import type { Outcome } from './change.ts';
import { makeCopier } from './copy.ts';
import type { DriveAccess } from './drive-access.ts';
import { makeElsewhere, pathFrom } from './elsewhere.ts';
import { makeFind } from './find.ts';
import { addFolder, liveFolder, topFolder } from './folders.ts';
import { listFolder } from './listing.ts';
import { toNodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { findChild } from './nodes.table.ts';
import { makeOrganise } from './organise.ts';
import { makePurge } from './purge.ts';
import { makeRetention } from './retention.ts';
import { restore } from './restore.ts';
import { listTrash, markForever, moveToTrash } from './trash.ts';
import { makeVersions } from './versions.ts';

export interface DriveDeps {
  readonly db: Db;
  /** Reads much without blocking. */
  readonly aside: Aside;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  /** How far people may go in each other's drives; nowhere when absent. */
  readonly reach?: Reach;
  /** Bytes of the disk that holds the cloud; null when it cannot be known. */
  readonly freeSpace: () => Promise<{ freeBytes: number; totalBytes: number } | null>;
  readonly now?: () => Date;
}

export interface Drive {
  readonly service: ServiceOf<typeof drive>;
  readonly organise: ServiceOf<typeof organise>;
  readonly find: ServiceOf<typeof find>;
  readonly versions: ServiceOf<typeof versions>;
  readonly access: DriveAccess;
  /** Ends the work in the background between two transactions; call it before the database is closed. */
  stop(): Promise<void>;
}

/** Makes the drive, and goes on removing what was deleted for ever when it last stopped. */
export function makeDrive({ now = () => new Date(), ...given }: DriveDeps): Drive {
  const deps = { ...given, now };
  const { db, events, usage } = deps;
  const purge = makePurge(deps);
  const tell = (userId: string, folderIds: readonly string[]) => {
    events.emit('drive.changed', { userId, folderIds });
    events.emit('usage.changed', { userId });
  };
  /** Tells the windows what a change did; what is left is for whoever asked for it. */
  const told = (userId: string, { folderIds, ...outcome }: Outcome) => {
    if (outcome.count > 0) tell(userId, folderIds);
    return outcome;
  };
  const elsewhere = makeElsewhere(db, usage, given.reach);
  const parts = { ...deps, tell, told, purge, elsewhere };
  const copier = makeCopier(parts);
  void copier.recover().then(() => purge.run());

  const service: ServiceOf<typeof drive> = {
    async list(caller, input) {
      const { userId } = signedIn(caller);
      const entrance = input.folderId === null ? null : await elsewhere.entrance(userId, input.folderId);
      if (entrance === null) return listFolder(db, userId, input);
      const { ownerId, ownerName, access, folderId } = entrance;
      const page = await listFolder(db, ownerId, input);
      return {
        ...page,
        items: page.items.map(unmarked),
        path: pathFrom(page.path, folderId),
        shared: { ownerName, access },
      };
    },
    async createFolder(caller, input) {
      const { userId } = signedIn(caller);
      const ownerId = await elsewhere.ownerOf(userId, input.parentId, 'write');
      const name = toNodeName(input.name);
      const row = await db.transaction().execute(async (tx) => {
        const parentId = await liveFolder(tx, ownerId, input.parentId);
        if ((await findChild(tx, ownerId, parentId, name.key)) !== undefined)
          throw fail('NAME_TAKEN', { name: name.name });
        await usage.activity(tx, { userId, kind: 'folderCreated', subject: name.name });
        return addFolder(tx, ownerId, parentId, name, now().toISOString());
      });
      tell(ownerId, row.parent_id === null ? [] : [row.parent_id]);
      return toDriveNode(row);
    },
    async trash(caller, { ids, batch }) {
      const { userId } = signedIn(caller);
      const usageOfActor = elsewhere.usageOf(userId);
      const { folderIds: _, ...outcome } = await elsewhere.inEach(userId, ids, async (ownerId, some) => {
        const done = await moveToTrash({ ...deps, usage: usageOfActor }, ownerId, some, batch);
        told(ownerId, done);
        return done;
      });
      return outcome;
    },
    async restore(caller, input) {
      const { userId } = signedIn(caller);
      return told(userId, await restore(deps, userId, input));
    },
    listTrash: (caller, input) => listTrash(db, signedIn(caller).userId, input),
    async deleteForever(caller, { ids }) {
      const { userId } = signedIn(caller);
      const count = await markForever(deps, userId, ids);
      tell(userId, []);
      await purge.run();
      return { count };
    },
    async *watch(caller, _input, signal) {
      const { userId } = signedIn(caller);
      const rootId = await topFolder(db, userId);
      /** Whose changes may be seen; null while that is being asked, when everybody's may. */
      let sharers: ReadonlySet<string> | null = null;
      let asked = 0;
      const ask = async () => {
        asked += 1;
        const mine = asked;
        sharers = null;
        const found = await elsewhere.sharers(userId);
        if (mine === asked) sharers = found;
      };
      const heard = ({ userIds }: { userIds: readonly string[] | null }) => {
        // Where it fails, everybody's changes are looked at, and the loop meets the failure itself.
        if (userIds === null || userIds.includes(userId)) ask().catch(() => undefined);
      };
      const concerns = (fact: { userId: string }) =>
        fact.userId === userId || sharers?.has(fact.userId) !== false;
      events.on('grants.changed', heard);
      try {
        await ask();
        for await (const facts of watchFacts(events, 'drive.changed', { concerns, signal })) {
          const own = facts.filter(([fact]) => fact.userId === userId);
          const foreign = facts.filter(([fact]) => fact.userId !== userId);
          const folders = new Set(foreign.flatMap(([fact]) => fact.folderIds));
          const seen = await elsewhere.seen(userId, [...folders]);
          // The first yield is the snapshot; later ones only where there is something for this person to look at.
          if (facts.length > 0 && own.length === 0 && seen.length === 0) continue;
          const ids = new Set([...own.flatMap(([fact]) => fact.folderIds), ...seen]);
          yield { folderIds: [...ids].map((id) => (id === rootId ? null : id)) };
        }
      } finally {
        events.off('grants.changed', heard);
      }
    },
  };
  const retention = makeRetention(parts);
  retention.start();
  return {
    service,
    organise: makeOrganise({ ...parts, copier }),
    find: makeFind(parts),
    versions: makeVersions(parts, retention),
    access: makeAccess(parts),
    async stop() {
      await copier.stop();
      await retention.stop();
      await purge.stop();
    },
  };
}
