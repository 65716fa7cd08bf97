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
 * What is under way to a request since a time, and how much of it is from this browser; without the file itself, which
 * has its reservation already when it is begun again.
 */
export async function reserved(db: Db | Tx, shareId: string, file: SentFile, since: string) {
  const rows = await db
    .selectFrom('web_uploads')
    .select(({ fn, eb }) => [
      eb('visitor', '=', file.visitor).as('own'),
      fn.countAll<number>().as('files'),
      fn.sum<number>('size').as('bytes'),
    ])
    .where('share_id', '=', shareId)
    .where('used_at', '>', since)
    .where(isOther(file))
    .groupBy('own')
    .execute();
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    own: sum(({ own, files }) => (Number(own) === 1 ? files : 0)),
  };
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

/** The size of an upload that this browser has under way to a request. */
export function uploadQuery(db: Db, shareId: string, upload: { id: string; visitor: string }) {
  return db
    .selectFrom('web_uploads')
    .select('size')
    .where('id', '=', upload.id)
    .where('share_id', '=', shareId)
    .where('visitor', '=', upload.visitor);
}

/** Everything that is under way to a request. */
export function underWayQuery(db: Db, shareId: string) {
  return db.selectFrom('web_uploads').select(['id', 'visitor', 'sender']).where('share_id', '=', shareId);
}
