import type { NetworkMode } from '../../contract/network.ts';
import type { Db, Tx } from '../db/schema.ts';

/** What the person set about the door. */
export interface NetworkSettings {
  readonly mode: NetworkMode;
  /** Null until the door was first opened. */
  readonly port: number | null;
  readonly chosenAddress: string | null;
  readonly secure: boolean;
}

const THIS = 'this';

/** Reads the settings; the door of a new cloud is closed. */
export async function readSettings(db: Db): Promise<NetworkSettings> {
  const row = await db.selectFrom('network').selectAll().where('id', '=', THIS).executeTakeFirst();
  if (row === undefined) return { mode: 'off', port: null, chosenAddress: null, secure: false };
  return { mode: row.mode, port: row.port, chosenAddress: row.chosen_address, secure: row.secure === 1 };
}

/** Writes all of them. */
export async function writeSettings(db: Db | Tx, settings: NetworkSettings): Promise<void> {
  const values = {
    mode: settings.mode,
    port: settings.port,
    chosen_address: settings.chosenAddress,
    secure: settings.secure ? 1 : 0,
  };
  await db
    .insertInto('network')
    .values({ id: THIS, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}
