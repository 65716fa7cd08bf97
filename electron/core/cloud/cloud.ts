import type { cloud as cloudGroup } from '../../contract/cloud.ts';
import type { Place } from '../care/place.ts';
import type { Db } from '../db/schema.ts';
import type { Caller } from '../lib/caller.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import { insertCloud, readCloud, updateCloud, type CloudRow } from './cloud.table.ts';

/** What this cloud is: read once, kept in step with its row. */
export interface CloudState {
  readonly row: CloudRow;
  change(change: Partial<Omit<CloudRow, 'id'>>): Promise<CloudRow>;
}

/** Opens the state of this cloud, giving a new one its id. */
export async function openCloud(db: Db): Promise<CloudState> {
  let row = await readCloud(db);
  if (row === undefined) {
    row = {
      id: newId(),
      name: 'Mini Cloud',
      dataFolder: null,
      choice: { kind: 'managed', source: null },
      step: 'account',
      folderClaimed: false,
    };
    await insertCloud(db, row);
  }
  let current = row;
  let writing = Promise.resolve();
  return {
    get row() {
      return current;
    },
    change(change) {
      const written = writing.then(async () => {
        const next = { ...current, ...change };
        await updateCloud(db, next);
        current = next;
        return next;
      });
      writing = written.then(
        () => undefined,
        () => undefined,
      );
      return written;
    },
  };
}

/** Where the data of a cloud is whose first run is done; null before that. */
export function placeOf({ step, choice, dataFolder }: CloudRow): Place | null {
  if (step !== 'done') return null;
  if (choice.kind === 'managed') return dataFolder === null ? null : { dataFolder };
  const { endpoint, region, bucket } = choice;
  return { server: { endpoint, region, bucket } };
}

/** Serves what anybody may know of the cloud, and its name. */
export function makeCloudService(
  state: CloudState,
  { appVersion, secrets }: { appVersion: string; secrets: 'keychain' | 'file' },
): ServiceOf<typeof cloudGroup> {
  const info = (caller: Caller) => {
    const maySetUp = caller.desktop || caller.operator === true;
    // Strangers on the network need not know which version there is to attack.
    const known = maySetUp || caller.user !== null;
    return {
      name: state.row.name,
      appVersion: known ? appVersion : null,
      secrets: known ? secrets : null,
      setupDone: state.row.step === 'done',
      maySetUp,
    };
  };
  return {
    info: (caller) => info(caller),
    rename: async (caller, { name }) => {
      await state.change({ name });
      return info(caller);
    },
  };
}
