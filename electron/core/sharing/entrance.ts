import type { Db } from '../db/schema.ts';
import { isFailure } from '../lib/errors.ts';
import type { Moments } from './moments.ts';
import type { Receipts } from './receipts.ts';
import type { SharingDeps } from './sharing.ts';
import type { OpenAnswer, OpenShare, ShareDoor, Visitor } from './share-door.ts';
import { byHashQuery, type FoundShare } from './shares.table.ts';
import { standing, stateOf, type Standing } from './standing.ts';
import { hashToken, isToken, lockOf, sameText, type Tokens } from './tokens.ts';
import { nameOf, requestOf } from './view.ts';

interface Deps extends Pick<SharingDeps, 'throttle' | 'passwords'> {
  readonly db: Db;
  readonly tokens: Tokens;
  readonly found: Moments<Found | null>;
  readonly receipts: Pick<Receipts, 'wrongPassword'>;
  readonly now: () => Date;
}

/** A share that there is, and how what it gives stands. */
export interface Found {
  readonly row: FoundShare;
  readonly at: Standing;
}

const CLOSED: OpenAnswer = { kind: 'closed' };
/** A browser knows the passwords of this many shares at most; what it sends beyond is not looked at. */
const TICKETS = 50;
/** Who has to wait is remembered for this many at most. */
const LOCKED = 1000;

/** Opens shares for strangers: by token alone, and by password where there is one. */
export function makeEntrance(deps: Deps): Pick<ShareDoor, 'open' | 'unlock'> {
  const { db, tokens, throttle, passwords, now } = deps;
  /** Until when guessing at a share from an address is refused. */
  const locked = new Map<string, number>();

  async function read(hash: string): Promise<Found | null> {
    const row = await byHashQuery(db, hash).executeTakeFirst();
    if (row === undefined || !sameText(row.token_hash, hash)) return null;
    return row.kind === 'direct' ? null : { row, at: await standing(db, row) };
  }

  async function find(token: string): Promise<Found | null> {
    if (!isToken(token)) return null;
    const hash = hashToken(token);
    const found = await deps.found.answer(hash, () => read(hash));
    if (found === null || found.row.ownerDisabled === 1) return null;
    return stateOf(found.row, found.at, now()) === 'active' ? found : null;
  }

  async function knowsPassword(row: FoundShare, visitor: Visitor): Promise<boolean> {
    if (row.password_hash === null) return true;
    if (visitor.tickets.length === 0) return false;
    const ticket = await tokens.ticket(row.id, row.password_hash, visitor.id);
    return visitor.tickets.slice(0, TICKETS).some((held) => sameText(held, ticket));
  }

  function isLocked(key: string): boolean {
    const until = locked.get(key);
    if (until === undefined) return false;
    if (until > now().getTime()) return true;
    locked.delete(key);
    return false;
  }

  function lock(key: string, seconds: number): void {
    const oldest = locked.size >= LOCKED ? locked.keys().next().value : undefined;
    if (oldest !== undefined) locked.delete(oldest);
    locked.set(key, now().getTime() + seconds * 1000);
  }

  return {
    async open(token, visitor) {
      const found = await find(token);
      if (found === null) return CLOSED;
      if (await knowsPassword(found.row, visitor))
        return { kind: 'open', share: toOpenShare(found.row, found.at) };
      return isLocked(lockKey(found.row, visitor)) ? CLOSED : { kind: 'password' };
    },
    async unlock(token, password, visitor) {
      const found = await find(token);
      const hash = found?.row.password_hash ?? null;
      if (found === null || hash === null) return 'closed';
      const { row } = found;
      try {
        const attempt = await throttle.begin(`share:${row.id}`, visitor.address);
        if (await passwords.verify(password, hash, { way: 'share', origin: visitor.address })) {
          await attempt.succeeded();
          return { ticket: await tokens.ticket(row.id, hash, visitor.id) };
        }
        await attempt.failed();
      } catch (error) {
        if (!isFailure(error, 'TOO_MANY_ATTEMPTS')) throw error;
        lock(lockKey(row, visitor), waitOf(error.data));
        return 'closed';
      }
      const named = { id: row.id, ownerId: row.owner_id, name: nameOf(row, found.at) };
      await deps.receipts.wrongPassword(named, visitor);
      return 'wrong';
    },
  };
}

const lockKey = (row: FoundShare, visitor: Visitor) => `${row.id} ${visitor.address}`;

function waitOf(data: unknown): number {
  return typeof data === 'object' && data !== null && 'retryAfterSeconds' in data
    ? Number(data.retryAfterSeconds)
    : 0;
}

function toOpenShare(row: FoundShare, at: Standing): OpenShare {
  const { download_limit: limit } = row;
  return {
    id: row.id,
    kind: row.kind === 'request' ? 'request' : 'link',
    ownerId: row.owner_id,
    lock: lockOf(row.password_hash),
    sharedBy: row.ownerName,
    name: nameOf(row, at),
    holds: row.holds,
    fileId: row.holds === 'file' ? row.node_id : null,
    note: row.note,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    viewOnly: row.view_only === 1,
    downloadsLeft: limit === null ? null : Math.max(0, limit - row.downloads),
    asksName: row.asks_name === 1,
    request: requestOf(row),
  };
}
