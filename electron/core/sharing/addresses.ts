import { DIRECT_MAXIMUM_SECONDS, type ShareState } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import { attachment } from '../lib/attachment.ts';
import { isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Network } from '../network/network.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { contentQuery, topQuery } from './direct.table.ts';
import type { ShareRow } from './shares.table.ts';
import type { Tokens } from './tokens.ts';

/** The signed parameter of a direct link that names its share, by which the door refuses it when it is closed. */
const SHARE_PARAMETER = 'x-mcm-share';

interface Deps {
  readonly db: Db;
  readonly tokens: Tokens;
  readonly store: Pick<ObjectStore, 'presignFor'>;
  readonly network: () => Pick<Network, 'state'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** The addresses of shares, made anew for the address that this computer has now. */
export function makeAddresses({ db, tokens, store, network, log, now }: Deps) {
  async function directUrl(row: ShareRow, baseUrl: string): Promise<string | null> {
    if (row.node_id === null) return null;
    const content = await contentQuery(db, row.owner_id, row.node_id).executeTakeFirst();
    if (content === undefined) return null;
    const left = row.expires_at === null ? DIRECT_MAXIMUM_SECONDS : secondsUntil(row.expires_at, now());
    try {
      return store.presignFor(new URL(baseUrl).origin, {
        method: 'GET',
        key: content.key,
        expiresSeconds: Math.min(Math.max(1, left), DIRECT_MAXIMUM_SECONDS),
        query: {
          'response-content-disposition': attachment(content.name),
          'response-content-type': content.mime ?? 'application/octet-stream',
          [SHARE_PARAMETER]: row.id,
        },
      });
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.info({ err: error }, 'a direct link cannot be signed while the store is away');
      return null;
    }
  }

  return {
    /** The complete address of a share; null while no device can come in, and when it cannot be made any more. */
    async urlOf(row: ShareRow, state: ShareState): Promise<string | null> {
      const { baseUrl } = network().state();
      if (baseUrl === null) return null;
      // An address of S3 says by itself until when it holds: one that is closed has none.
      if (row.kind === 'direct') return state === 'active' ? directUrl(row, baseUrl) : null;
      const token = await tokens.again(row.id, row.token_hash);
      return token === null ? null : `${baseUrl}/s/${token}`;
    },
    /** A person's top folder. */
    async topOf(ownerId: string): Promise<string> {
      return (await topQuery(db, ownerId).executeTakeFirst())?.root_id ?? '';
    },
  };
}

/** The addresses of shares. */
export type Addresses = ReturnType<typeof makeAddresses>;

function secondsUntil(expiresAt: string, now: Date): number {
  return Math.floor((Date.parse(expiresAt) - now.getTime()) / 1000);
}
