import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema, Tx } from '../db/schema.ts';

/** A file that somebody sends, as it is recognised when it is begun again. */
export interface SentFile {
  readonly visitor: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: string;
}

/**
 * What is under way to a request since a time, with or without bytes; without the file itself, which has its reservation
 * already when it is begun again.
 */
export async function underWaySince(db: Db | Tx, shareId: string, file: SentFile, since: string) {
  const rows = await db
    .selectFrom('web_uploads')
    .select(['id', 'visitor', 'size', 'created_at', 'used_at'])
    .where('share_id', '=', shareId)
    .where('used_at', '>', since)
    .where(isOther(file))
    .execute();
  return rows.map(({ id, visitor, size, used_at: usedAt, created_at: createdAt }) => {
    // Whether anything of it came.
    const sent = usedAt !== createdAt;
    return { id, visitor, size, usedAt, sent };
  });
}

/** What was begun before a time and nothing of which came, the oldest first. */
export function unsentQuery(db: Db, shareId: string, before: string, limit: number) {
  return db
    .selectFrom('web_uploads')
    .select(['id', 'visitor', 'sender'])
    .where('share_id', '=', shareId)
    .whereRef('used_at', '=', 'created_at')
    .where('used_at', '<', before)
    .orderBy('used_at')
    .limit(limit);
}

/** What nobody went on with since a time, the oldest first; without the file itself, which may be gone on with now. */
export function staleQuery(db: Db, shareId: string, file: SentFile, since: string) {
  return db
    .selectFrom('web_uploads')
    .select(['id', 'visitor', 'sender', 'size'])
    .where('share_id', '=', shareId)
    .where('used_at', '<=', since)
    .where(isOther(file))
    .orderBy('used_at');
}

function isOther(file: SentFile) {
  return (eb: ExpressionBuilder<Schema, 'web_uploads'>) =>
    eb.not(
      eb.and([
        eb('visitor', '=', file.visitor),
        eb('name', '=', file.name),
        eb('size', '=', file.size),
        eb('modified_at', '=', file.modifiedAt),
      ]),
    );
}

/** An upload that this browser has under way to a request. */
export function uploadQuery(db: Db, shareId: string, upload: { id: string; visitor: string }) {
  return db
    .selectFrom('web_uploads')
    .select(['name', 'size', 'modified_at as modifiedAt'])
    .where('id', '=', upload.id)
    .where('share_id', '=', shareId)
    .where('visitor', '=', upload.visitor);
}

/** Everything that is under way to a request. */
export function underWayQuery(db: Db, shareId: string) {
  return db.selectFrom('web_uploads').select(['id', 'visitor', 'sender']).where('share_id', '=', shareId);
}
