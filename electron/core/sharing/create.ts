import { PASSWORD_MAXIMUM_BYTES } from '../../contract/people.ts';
import type { Share, shares } from '../../contract/shares.ts';
import type { Db, SharesTable, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Selectable } from 'kysely';
import { normalTime } from './change.ts';
import type { ChainRow } from './contents.table.ts';
import { insertShare } from './shares.table.ts';
import { isLive, upwards } from '../lib/chains.ts';
import { readChains, type Chains } from './standing.ts';
import { hashToken, type Tokens } from './tokens.ts';
import type { View } from './view.ts';

interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly tokens: Tokens;
  readonly view: View;
  readonly hashPassword: (password: string | null) => Promise<string | null>;
  readonly now: () => Date;
  /** Told that a share may have an end that comes sooner than others. */
  readonly plan: () => void;
}

type Input<Call extends keyof typeof shares> = Parameters<ServiceOf<typeof shares>[Call]>[1];
type Row = Selectable<SharesTable>;
type Wanted = Pick<Row, 'kind'> & Partial<Omit<Row, 'id' | 'owner_id' | 'token_hash' | 'created_at'>>;

/** What a share is about: the name it goes by, and the entries that it names. */
interface Subject {
  readonly name: string;
  readonly holds: Row['holds'];
  readonly nodeIds: readonly string[];
}

/** Makes what makes shares. */
export function makeCreation(deps: Deps) {
  const { db, usage, events, tokens, view, now } = deps;

  async function make(
    userId: string,
    wanted: Wanted,
    subjectOf: (tx: Tx) => Promise<Subject>,
  ): Promise<Share> {
    const id = newId();
    const token = await tokens.make(id);
    const row = await db.transaction().execute(async (tx) => {
      const { name, holds, nodeIds } = await subjectOf(tx);
      const made: Row = {
        ...EMPTY,
        id,
        owner_id: userId,
        token_hash: hashToken(token),
        created_at: now().toISOString(),
        name,
        holds,
        node_id: holds === 'selection' ? null : (nodeIds[0] ?? null),
        ...wanted,
      };
      await insertShare(tx, made, nodeIds);
      await usage.activity(tx, { userId, kind: 'linkCreated', subject: name });
      return made;
    });
    deps.plan();
    events.emit('shares.changed', { userId, shareId: id });
    return view.one(row);
  }

  /** The chosen entries, without those inside another chosen one. Throws NOT_FOUND when one is not live. */
  async function chosen(tx: Tx, userId: string, ids: readonly string[]): Promise<Subject> {
    const wanted = new Set(ids);
    const chains = await readChains(tx, userId, [...wanted]);
    const outer = [...wanted].flatMap((id) => outermost(chains, id, wanted));
    const [first] = outer;
    if (first === undefined) throw fail('NOT_FOUND');
    return {
      name: first.name,
      holds: outer.length === 1 ? first.kind : 'selection',
      nodeIds: outer.map(({ id }) => id),
    };
  }

  return {
    async link(userId: string, { ids, password, ...settings }: Input<'createLink'>): Promise<Share> {
      const wanted: Wanted = {
        kind: 'link',
        expires_at: endOf(settings.expiresAt, now()),
        view_only: settings.viewOnly ? 1 : 0,
        download_limit: settings.downloadLimit,
        asks_name: settings.asksName ? 1 : 0,
        note: settings.note,
        password_hash: await deps.hashPassword(password),
      };
      return make(userId, wanted, (tx) => chosen(tx, userId, ids));
    },
    direct(userId: string, fileId: string, seconds: number): Promise<Share> {
      const expiresAt = new Date(now().getTime() + seconds * 1000).toISOString();
      return make(userId, { kind: 'direct', expires_at: expiresAt }, async (tx) => {
        const subject = await chosen(tx, userId, [fileId]);
        if (subject.holds !== 'file') throw fail('NOT_FOUND');
        return subject;
      });
    },
    /** `folderId` is a live folder of the person. */
    async request(
      userId: string,
      {
        folderId,
        title,
        password,
        ...input
      }: Omit<Input<'createRequest'>, 'folderId'> & { folderId: string },
    ): Promise<Share> {
      const wanted: Wanted = {
        kind: 'request',
        expires_at: endOf(input.expiresAt, now()),
        asks_name: input.asksName ? 1 : 0,
        note: input.note,
        maximum_files: input.maximumFiles,
        maximum_bytes: input.maximumBytes,
        maximum_file_bytes: input.maximumFileBytes,
        password_hash: await deps.hashPassword(password),
      };
      const subject: Subject = { name: title, holds: 'folder', nodeIds: [folderId] };
      return make(userId, wanted, () => Promise.resolve(subject));
    },
  };
}

/** What makes shares. */
export type Creation = ReturnType<typeof makeCreation>;

/** Makes the hashing of share passwords: null for none. Throws PASSWORD_TOO_LONG for what bcrypt would cut off. */
export function makeHashPassword(passwords: { hash(password: string): Promise<string> }) {
  return async (password: string | null): Promise<string | null> => {
    if (password === null) return null;
    if (Buffer.byteLength(password.normalize('NFC')) > PASSWORD_MAXIMUM_BYTES)
      throw fail('PASSWORD_TOO_LONG', { maximumBytes: PASSWORD_MAXIMUM_BYTES });
    return passwords.hash(password);
  };
}

const EMPTY: Omit<
  Row,
  'id' | 'owner_id' | 'kind' | 'token_hash' | 'name' | 'holds' | 'node_id' | 'created_at'
> = {
  expires_at: null,
  password_hash: null,
  view_only: 0,
  download_limit: null,
  asks_name: 0,
  note: '',
  paused: 0,
  revoked_at: null,
  last_used_at: null,
  opens: 0,
  downloads: 0,
  maximum_files: null,
  maximum_bytes: null,
  maximum_file_bytes: null,
  received_files: 0,
  received_bytes: 0,
};

/** The entry, or nothing where one above it is chosen too. Throws NOT_FOUND for the top and for what is not live. */
function outermost(chains: Chains, id: string, wanted: ReadonlySet<string>): ChainRow[] {
  const row = chains.get(id);
  if (row === undefined || row.parent_id === null || !isLive(chains, id)) throw fail('NOT_FOUND');
  for (const above of upwards(chains, row.parent_id)) if (wanted.has(above.id)) return [];
  return [row];
}

/** Throws INVALID_INPUT for an end that is over. */
function endOf(expiresAt: string | null, now: Date): string | null {
  const end = normalTime(expiresAt);
  if (end !== null && end <= now.toISOString()) throw fail('INVALID_INPUT', { fields: ['expiresAt'] });
  return end;
}
