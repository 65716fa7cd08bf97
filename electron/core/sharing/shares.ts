import { z } from 'zod';
import { DIRECT_MAXIMUM_SECONDS, type Share, type shares as sharesGroup } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Network } from '../network/network.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { changeOf, type Change } from './change.ts';
import type { Creation } from './create.ts';
import { deleteShare, findOwn, ofNodeQuery, pageQuery, updateShare, type ShareRow } from './shares.table.ts';
import { nameOf, REVIVE_MS, type View } from './view.ts';
import { standing } from './standing.ts';
import { visitsQuery } from './visits.table.ts';
import { watchShares } from './watch-shares.ts';

interface Deps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'resolveFolder'>;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly create: Creation;
  readonly view: View;
  readonly hashPassword: (password: string | null) => Promise<string | null>;
  readonly network: () => Pick<Network, 'state'>;
  /** Gives up what is under way to a request. */
  readonly abandon: (row: ShareRow) => Promise<void>;
  /** Told that the end of a share may have changed. */
  readonly plan: () => void;
  readonly now: () => Date;
}

const PAGE = 50;
const cursorSchema = z.uuid();

/** Serves what people do with their own shares. Another person's are not there for them. */
export function makeShares(deps: Deps): ServiceOf<typeof sharesGroup> {
  const { db, drive, usage, events, create, view, now } = deps;

  /** Changes a share of the caller's; `closes` makes what runs for it ask again. */
  async function change(
    userId: string,
    id: string,
    decide: (row: ShareRow) => Change | Promise<Change>,
  ): Promise<Share> {
    const { row, closes } = await db.transaction().execute(async (tx) => {
      const before = await findOwn(tx, userId, id);
      if (before === undefined) throw fail('NOT_FOUND');
      const { set, closes: narrower, activity } = await decide(before);
      if (Object.keys(set).length > 0) await updateShare(tx, id, set);
      const after = { ...before, ...set };
      if (activity !== undefined) {
        const subject = nameOf(after, await standing(tx, after));
        await usage.activity(tx, { userId, kind: activity, subject });
      }
      return { row: after, closes: narrower };
    });
    deps.plan();
    if (closes) events.emit('shares.closed', { shareId: id });
    events.emit('shares.changed', { userId, shareId: id });
    return view.one(row);
  }

  return {
    async list(caller, { cursor }) {
      const { userId } = signedIn(caller);
      const before = readCursor(cursor);
      const rows = await pageQuery(db, userId, { before, limit: PAGE + 1 }).execute();
      const page = rows.slice(0, PAGE);
      const next = rows.length > PAGE ? (page.at(-1)?.id ?? null) : null;
      return { items: await view.shown(userId, page), next };
    },
    async ofNode(caller, { nodeId }) {
      const { userId } = signedIn(caller);
      return view.shown(userId, await ofNodeQuery(db, userId, nodeId).execute());
    },
    watch: (caller, _input, signal) => watchShares(deps, signedIn(caller).userId, signal),
    createLink: (caller, input) => create.link(signedIn(caller).userId, input),
    async createDirect(caller, { id, seconds }) {
      const { userId } = signedIn(caller);
      if (deps.network().state().baseUrl === null) throw fail('NO_NETWORK');
      return create.direct(userId, id, Math.min(seconds, DIRECT_MAXIMUM_SECONDS));
    },
    async createRequest(caller, input) {
      const { userId } = signedIn(caller);
      const folderId = await drive.resolveFolder(userId, input.folderId);
      return create.request(userId, { ...input, folderId });
    },
    async update(caller, { id, password, ...wishes }) {
      const { userId } = signedIn(caller);
      if ((await findOwn(db, userId, id)) === undefined) throw fail('NOT_FOUND');
      const hash = password === undefined ? undefined : await deps.hashPassword(password);
      return change(userId, id, (row) => changeOf(row, wishes, hash, now()));
    },
    setPaused: (caller, { id, paused }) =>
      change(signedIn(caller).userId, id, () => ({ set: { paused: paused ? 1 : 0 }, closes: paused })),
    revoke: (caller, { id }) =>
      change(signedIn(caller).userId, id, (row) =>
        row.revoked_at === null
          ? { set: { revoked_at: now().toISOString() }, closes: true, activity: 'linkRevoked' }
          : { set: {}, closes: false },
      ),
    revive: (caller, { id }) =>
      change(signedIn(caller).userId, id, (row) => {
        if (row.revoked_at !== null && now().getTime() - Date.parse(row.revoked_at) > REVIVE_MS)
          throw fail('REVIVE_TOO_LATE');
        return { set: { revoked_at: null }, closes: false };
      }),
    async forget(caller, { id }) {
      const { userId } = signedIn(caller);
      const row = await findOwn(db, userId, id);
      if (row === undefined) throw fail('NOT_FOUND');
      await deps.abandon(row);
      await deleteShare(db, id);
      events.emit('shares.closed', { shareId: id });
      events.emit('shares.changed', { userId, shareId: id });
    },
    async visits(caller, { id, cursor }) {
      const { userId } = signedIn(caller);
      const before = readCursor(cursor);
      if ((await findOwn(db, userId, id)) === undefined) throw fail('NOT_FOUND');
      const rows = await visitsQuery(db, id, { before, limit: PAGE + 1 }).execute();
      const page = rows.slice(0, PAGE);
      return { items: page, next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
    },
  };
}

function readCursor(cursor: string | null): string | null {
  if (cursor === null) return null;
  const read = cursorSchema.safeParse(cursor);
  if (!read.success) throw fail('INVALID_INPUT', { fields: ['cursor'] });
  return read.data;
}
