import { z } from 'zod';
import { binarySource } from '../../contract/engine.ts';
import type { CloudTable, Db } from '../db/schema.ts';

/** The engine chosen, as it is kept: an external one's keys are in the vault. */
export const storedChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('managed'), source: binarySource.nullable() }),
  z.object({
    kind: z.literal('external'),
    endpoint: z.string(),
    region: z.string(),
    bucket: z.string(),
    /** A cloud that was brought back from there, until its bucket is marked as its own: how it was marked before. */
    takesOver: z.object({ from: z.string().nullable() }).optional(),
  }),
]);
export type StoredChoice = z.infer<typeof storedChoice>;

/** The cloud's one row, in the words of the code. */
export interface CloudRow {
  readonly id: string;
  readonly name: string;
  readonly dataFolder: string | null;
  readonly choice: StoredChoice;
  readonly step: CloudTable['setup_step'];
  /** True once the data folder, or the bucket of an external server, has been made: it is never made again. */
  readonly folderClaimed: boolean;
}

/** Reads the cloud's row; undefined before the first start. */
export async function readCloud(db: Db): Promise<CloudRow | undefined> {
  const row = await db.selectFrom('cloud').selectAll().executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    name: row.name,
    dataFolder: row.data_folder,
    choice: storedChoice.parse(JSON.parse(row.engine)),
    step: row.setup_step,
    folderClaimed: row.folder_claimed === 1,
  };
}

/** Writes the row of a new cloud. */
export async function insertCloud(db: Db, row: CloudRow): Promise<void> {
  await db
    .insertInto('cloud')
    .values({
      id: row.id,
      name: row.name,
      data_folder: row.dataFolder,
      engine: JSON.stringify(row.choice),
      setup_step: row.step,
      folder_claimed: row.folderClaimed ? 1 : 0,
      created_at: new Date().toISOString(),
    })
    .execute();
}

/** Writes the row's values anew. */
export async function updateCloud(db: Db, row: CloudRow): Promise<void> {
  await db
    .updateTable('cloud')
    .set({
      name: row.name,
      data_folder: row.dataFolder,
      engine: JSON.stringify(row.choice),
      setup_step: row.step,
      folder_claimed: row.folderClaimed ? 1 : 0,
    })
    .where('id', '=', row.id)
    .execute();
}
