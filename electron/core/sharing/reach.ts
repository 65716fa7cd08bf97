import type { GrantAccess } from '../../contract/shares.ts';
import type { Db, Tx } from '../db/schema.ts';

/** How far a person may go in other people's folders. */
export interface Reach {
  /**
   * Whose drive an entry is in, as far as the person may do this there: their own id for what is theirs (or for what
   * does not exist, so that the failure is the same), the owner's for what lies at or below a folder that is shared
   * with them. Throws READ_ONLY for writing where they may only read.
   */
  ownerOf(db: Db | Tx, userId: string, nodeId: string | null, access: GrantAccess): Promise<string>;
}

/** Makes what decides how far people may go. */
export function makeReach(): Reach {
  return { ownerOf: (_db, userId) => Promise.resolve(userId) };
}
