import { createHash, randomBytes } from 'node:crypto';
import type { downloads } from '../../contract/downloads.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { signedIn } from '../lib/caller.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { always, type GoingOn, type Leave } from '../lib/going-on.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Reach } from '../sharing/reach.ts';
import { zipEntries } from './zip-entries.ts';
import { writeZip } from './zip-writer.ts';

interface Deps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'walk'>;
  readonly reach: Pick<Reach, 'ownersOf'>;
  readonly store: Pick<ObjectStore, 'readPieces' | 'readWhole'>;
  /** What an archive of several things is called. */
  readonly cloudName: () => string;
  readonly goingOn: GoingOn;
  readonly now?: () => Date;
}

/** A zip to be streamed. */
export interface ZipSource {
  /** In whose drive the entries are. */
  readonly ownerId: string;
  readonly ids: readonly string[];
}

/** What a ticket gives. */
export interface ZipTicket {
  /** Entries in the drives of several people, where something shared was chosen too. */
  readonly sources: readonly ZipSource[];
  /** What it is called, without an ending. */
  readonly name: string;
  readonly userId: string;
}

/** A ticket that was taken. */
export interface TakenZip extends ZipTicket {
  /** Of those who share what is in it. Its end has to be told. */
  readonly leave: Leave;
}

/** Zips for browsers: streamed, never on the disk. */
export interface ZipDownloads {
  readonly service: ServiceOf<typeof downloads>;
  /**
   * What a ticket gives, once, to the session that it was made for; null for one that is unknown, used or over, or for
   * something that is no longer shared with the person.
   */
  take(ticket: string, sessionId: string): Promise<TakenZip | null>;
  /**
   * Writes the archive. Each piece is good until `write` settles, which it has to do only when the piece has left.
   * Answers with the bytes of contents. Throws NOT_FOUND, CONTENT_DAMAGED.
   */
  stream(
    source: ZipSource | readonly ZipSource[],
    write: (bytes: Uint8Array) => Promise<void>,
    signal: AbortSignal,
  ): Promise<number>;
}

interface Kept extends ZipTicket {
  readonly sessionId: string;
  readonly until: number;
}

/** How long a ticket is good: browsers use it at once. */
const LIFE_MS = 2 * 60_000;
/** 192 bits. */
const TICKET_BYTES = 24;
/** More are not given: the oldest go. */
const TICKETS_MAXIMUM = 1000;

/** Makes the zips for browsers. */
export function makeZipDownloads(deps: Deps): ZipDownloads {
  const { db, drive, reach, store, cloudName, goingOn, now = () => new Date() } = deps;
  /** By the hash of the ticket, so that looking one up tells nothing of others. */
  const tickets = new Map<string, Kept>();

  function keep(ticket: string, kept: Kept): void {
    const time = now().getTime();
    for (const [hash, { until }] of tickets)
      if (until < time || tickets.size >= TICKETS_MAXIMUM) tickets.delete(hash);
      else break;
    tickets.set(hashOf(ticket), kept);
  }

  async function nameOf(sources: readonly ZipSource[]): Promise<string> {
    const [first] = sources;
    let name: string | undefined;
    for (const source of sources) {
      for await (const entry of drive.walk(source.ownerId, source.ids)) {
        if (source === first) name = entry.kind === 'folder' ? entry.path[0] : stem(entry.path[0] ?? '');
        // One is enough to know that all that was chosen is there.
        break;
      }
    }
    if (name === undefined) throw fail('NOT_FOUND');
    const one = sources.length === 1 && first?.ids.length === 1;
    return one ? name : `${cloudName()} ${now().toISOString().slice(0, 10)}`;
  }

  async function leaveFor({ userId, sources }: ZipTicket): Promise<Leave> {
    const all = sources.flatMap(({ ids }) => ids);
    const ownerIds = sources.map(({ ownerId }) => ownerId).filter((id) => id !== userId);
    if (ownerIds.length === 0) return always();
    const check = async () => {
      const within = await reach.ownersOf(db, userId, all, 'read');
      if (!sources.every(({ ownerId, ids }) => within.get(ownerId)?.length === ids.length))
        throw fail('FOLDER_GONE');
    };
    return goingOn.begin({ key: newId(), userId, ownerIds, check });
  }

  return {
    service: {
      async zip(caller, { ids }) {
        const { userId, sessionId } = signedIn(caller);
        const owners = await reach.ownersOf(db, userId, ids, 'read');
        const sources = Array.from(owners, ([ownerId, theirs]) => ({ ownerId, ids: theirs }));
        const name = await nameOf(sources);
        const ticket = randomBytes(TICKET_BYTES).toString('base64url');
        keep(ticket, { sources, name, userId, sessionId, until: now().getTime() + LIFE_MS });
        return { address: `/zip/${ticket}` };
      },
    },
    async take(ticket, sessionId) {
      const hash = hashOf(ticket);
      const kept = tickets.get(hash);
      if (kept === undefined || kept.sessionId !== sessionId) return null;
      tickets.delete(hash);
      if (kept.until < now().getTime()) return null;
      try {
        return { ...kept, leave: await leaveFor(kept) };
      } catch (error) {
        if (isFailure(error)) return null;
        throw error;
      }
    },
    async stream(source, write, signal) {
      const sources = 'ownerId' in source ? [source] : source;
      let bytes = 0;
      await writeZip(zipEntries(drive, sources), {
        store,
        write,
        onBytes(more) {
          bytes += more;
        },
        signal,
      });
      return bytes;
    },
  };
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64');
}

/** A file's name without its ending. */
function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
