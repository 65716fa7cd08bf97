import type { Settlement } from '../cloud/engine-control.ts';
import type { Db } from '../db/schema.ts';

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
