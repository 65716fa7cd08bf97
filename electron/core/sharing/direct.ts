import { z } from 'zod';
import type { Db } from '../db/schema.ts';
import { parseRange } from '../lib/content-head.ts';
import { findContent } from './direct.table.ts';
import type { Downloads } from './downloads.ts';
import type { ShareDoor } from './share-door.ts';
import { byIdQuery } from './shares.table.ts';

const idSchema = z.uuid();

/**
 * Decides whether a direct link may be used. Its address names one object: the content that the file had when the
 * address was made. It holds while that is a content of the same file that came no earlier than the link, so that a
 * file that is changed does not break what was given out, and what was there before was never given.
 */
export function makeDirect({ db, downloads }: { db: Db; downloads: Downloads }): ShareDoor['direct'] {
  return async (shareId, key, { address, device }, asked) => {
    if (!idSchema.safeParse(shareId).success) return null;
    const row = await byIdQuery(db, shareId).executeTakeFirst();
    if (row === undefined || row.kind !== 'direct' || row.node_id === null) return null;
    const content = await findContent(db, { nodeId: row.node_id, key, since: row.created_at });
    if (content === undefined) return null;
    if (asked?.method === 'HEAD') return head(await downloads.look(row));
    const share = { id: row.id, ownerId: row.owner_id, name: content.name };
    // Programs keep no cookies: what they resume is known by where they are.
    const visitor = { id: `direct ${address} ${device}`, name: null, address, device };
    const range = rangeOf(asked?.range ?? null, content.size);
    const what = { subject: content.objectId, name: content.name, sizeBytes: content.size, range };
    const download = await downloads.begin(share, visitor, what);
    if (download === null) return null;
    return {
      signal: download.signal,
      finished(complete, sent) {
        if (sent !== undefined) return download.sent(sent);
        return complete ? download.sent('all') : download.broken();
      },
    };
  };
}

/** What is asked for by its head alone is no download. */
function head(look: Awaited<ReturnType<Downloads['look']>>): Awaited<ReturnType<ShareDoor['direct']>> {
  if (look === null) return null;
  return {
    signal: look.signal,
    finished() {
      look.end();
      return Promise.resolve();
    },
  };
}

function rangeOf(header: string | null, size: number): { first: number; last: number } | null {
  const range = header === null ? null : parseRange(header, size);
  return range === null || range === 'beyond' ? null : { first: range.start, last: range.end };
}
