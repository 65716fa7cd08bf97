import type { Db } from '../db/schema.ts';

/** What restored records have to say of the cloud. */
export interface Settlement {
  readonly cloudId: string;
  /** Null where a server of others holds the contents. */
  readonly dataFolder: string | null;
  /** As the cloud's row keeps it. */
  readonly choice: object;
}

/** Makes restored records those of the cloud in its place, with nobody signed in. */
export async function settleRecords(db: Db, place: Settlement): Promise<{ heirId: string | null }> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('sessions').execute();
    await tx.deleteFrom('throttles').execute();
    await tx.deleteFrom('transfers').execute();
    await tx
      .updateTable('cloud')
      .set({
        id: place.cloudId,
        data_folder: place.dataFolder,
        engine: JSON.stringify(place.choice),
        setup_step: 'done',
        folder_claimed: 1,
      })
      .execute();
    const owner = await tx
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'owner')
      .orderBy('id')
      .executeTakeFirst();
    return { heirId: owner?.id ?? null };
  });
}
