import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EngineChoice, ExternalEndpoint, LocationReport } from '../../contract/engine.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { LostPlace } from '../../contract/setup.ts';
import { fail, isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { newId } from '../lib/ids.ts';
import type { Vault } from '../lib/vault.ts';
import type { Engine, EngineConfig } from '../minio/engine.ts';
import type { StoredChoice } from './cloud.table.ts';
import type { CloudState } from './cloud.ts';

const keys = z.object({ accessKey: z.string().min(1), secretKey: z.string().min(1) });
type Keys = z.infer<typeof keys>;

/** Those of the server that a cloud was brought back from. */
const restoredKeys = keys.extend({ cloudId: z.string() });

/** What the records of a cloud that was brought back have to say of themselves. */
export interface Settlement {
  readonly cloudId: string;
  /** Null where a server of others holds the contents. */
  readonly dataFolder: string | null;
  readonly choice: StoredChoice;
}

/** What the setup and the engine service share: the engine, driven by what this cloud remembers. */
export interface EngineControl {
  /** Starts the engine with what was chosen; the data folder is made on the very first start only. */
  start(): Promise<void>;
  inspect(folder: string): Promise<LocationReport>;
  /**
   * Starts a server of our own on the folder of a cloud whose records are lost, or uses the server that holds it;
   * answers with what its restored records have to say. The place stays that cloud's. Throws DATA_FOLDER_*, BUCKET_*,
   * and what a start throws.
   */
  startOn(place: LostPlace): Promise<Settlement>;
  /** Keeps the keys of the server that a restored cloud is on, for its next start. */
  keepKeys(place: LostPlace, cloudId: string): Promise<void>;
  /** A server with the keys that this computer still has for it. Throws NOT_FOUND for none, SECRETS_UNREADABLE. */
  withKeys(server: Omit<ExternalEndpoint, keyof Keys> | null): Promise<ExternalEndpoint>;
  /** `anew`: the cloud holds nothing yet, so that an empty bucket of an external server may become its own. */
  choose(choice: EngineChoice, how: { readonly anew: boolean }): Promise<void>;
  /** Points at the folder where this cloud's data now is; any other folder is refused. */
  relocate(folder: string): Promise<void>;
}

interface Deps {
  readonly engine: Engine;
  readonly state: CloudState;
  readonly vault: Vault;
  readonly log: Log;
}

/** Why a folder cannot be where this cloud's data now is. An empty one never can: that would be an empty cloud. */
const NOT_HERE = {
  new: 'DATA_FOLDER_MISSING',
  missing: 'DATA_FOLDER_MISSING',
  empty: 'DATA_FOLDER_LOST_MARKER',
  notEmpty: 'DATA_FOLDER_LOST_MARKER',
  otherCloud: 'DATA_FOLDER_OTHER_CLOUD',
  newerVersion: 'DATA_FOLDER_NEWER_VERSION',
  isFile: 'DATA_FOLDER_IS_FILE',
  notWritable: 'DATA_FOLDER_NOT_WRITABLE',
  markerDamaged: 'DATA_FOLDER_MARKER_DAMAGED',
} as const satisfies Record<Exclude<LocationReport['state'], 'thisCloud'>, ErrorCode>;

/** Makes the control of the engine. */
export function makeEngineControl({ engine, state, vault, log }: Deps): EngineControl {
  async function rootKeys(): Promise<Keys> {
    try {
      const stored = await vault.get('engine.root');
      if (stored !== undefined) return keys.parse(JSON.parse(stored));
    } catch (error) {
      if (!isFailure(error, 'SECRETS_UNREADABLE')) throw error;
      // A managed server takes a new password without losing anything, so a lost keychain is no reason to stop.
      log.warn('the server credentials could not be read; new ones are made');
    }
    const made = {
      accessKey: `mcm-${randomBytes(8).toString('hex')}`,
      secretKey: randomBytes(24).toString('hex'),
    };
    await vault.set('engine.root', JSON.stringify(made));
    return made;
  }

  async function externalKeys(): Promise<Keys> {
    const stored = await vault.get('engine.external');
    if (stored === undefined) throw fail('SECRETS_UNREADABLE');
    return keys.parse(JSON.parse(stored));
  }

  async function config(): Promise<EngineConfig> {
    const { id, dataFolder, choice, folderClaimed } = state.row;
    if (choice.kind === 'external') {
      const { endpoint, region, bucket, takesOver } = choice;
      return {
        cloudId: id,
        kind: 'external',
        external: { endpoint, region, bucket, ...(await externalKeys()) },
        mayClaim: !folderClaimed,
        takesOver,
      };
    }
    if (dataFolder === null) throw fail('SETUP_INCOMPLETE');
    return {
      cloudId: id,
      kind: 'managed',
      dataFolder,
      source: choice.source,
      credentials: await rootKeys(),
      mayClaim: !folderClaimed,
    };
  }

  const report = (folder: string) => engine.inspectLocation(folder, state.row.id);

  async function startOnFolder(folder: string): Promise<Settlement> {
    const cloudId = await engine.cloudIn(folder);
    const { choice } = state.row;
    const source = choice.kind === 'managed' ? choice.source : null;
    const credentials = await rootKeys();
    await engine.start({
      cloudId,
      kind: 'managed',
      dataFolder: folder,
      source,
      credentials,
      mayClaim: false,
    });
    return { cloudId, dataFolder: folder, choice: { kind: 'managed', source: null } };
  }

  async function startOnServer(external: ExternalEndpoint): Promise<Settlement> {
    const former = await engine.cloudAt(external);
    const { endpoint, region, bucket } = external;
    // Brought back it gets an id of its own, so that a computer that had it before and wakes up again stays out.
    const cloudId = newId();
    try {
      await engine.start({
        cloudId,
        kind: 'external',
        external,
        mayClaim: false,
        takesOver: former,
        looksOnly: true,
      });
    } catch (error) {
      // It would go on trying.
      await engine.stop();
      throw error;
    }
    return {
      cloudId,
      dataFolder: null,
      choice: { kind: 'external', endpoint, region, bucket, takesOver: former },
    };
  }

  const keepRestoredKeys = ({ accessKey, secretKey }: Keys, cloudId: string) =>
    vault.set('engine.restored', JSON.stringify({ cloudId, accessKey, secretKey }));

  /** The keys of a restored cloud come into use with its records, not before. */
  async function takeRestoredKeys(cloudId: string): Promise<void> {
    const stored = await vault.get('engine.restored');
    const restored = stored === undefined ? null : restoredKeys.parse(JSON.parse(stored));
    if (restored?.cloudId !== cloudId) return;
    const { accessKey, secretKey } = restored;
    await vault.set('engine.external', JSON.stringify({ accessKey, secretKey }));
  }

  /** From now on the bucket says whose it is. */
  async function forgetFormer(): Promise<void> {
    const { choice } = state.row;
    if (choice.kind !== 'external' || choice.takesOver === undefined) return;
    const { takesOver: _former, ...settled } = choice;
    await state.change({ choice: settled });
  }

  return {
    async start() {
      const { id, choice } = state.row;
      const takesOver = choice.kind === 'external' && choice.takesOver !== undefined;
      if (takesOver) await takeRestoredKeys(id);
      await engine.start(await config());
      if (!state.row.folderClaimed) await state.change({ folderClaimed: true });
      await forgetFormer();
    },
    inspect: report,
    async withKeys(server) {
      if (server === null) throw fail('NOT_FOUND');
      return { ...server, ...(await externalKeys()) };
    },
    startOn: (place) =>
      place.kind === 'folder' ? startOnFolder(place.folder) : startOnServer(place.external),
    async keepKeys(place, cloudId) {
      if (place.kind === 'server') await keepRestoredKeys(place.external, cloudId);
    },
    async choose(choice, { anew }) {
      if (choice.kind === 'external') {
        const { accessKey, secretKey, ...where } = choice.external;
        const { id, folderClaimed, choice: before } = state.row;
        // Until its first start a restored cloud is found in its bucket by how that was marked before.
        const takesOver = !anew && before.kind === 'external' ? before.takesOver : undefined;
        await engine.checkExternal(choice.external, {
          cloudId: id,
          mayClaim: anew || !folderClaimed,
          takesOver,
        });
        if (takesOver !== undefined) await keepRestoredKeys(choice.external, id);
        await vault.set('engine.external', JSON.stringify({ accessKey, secretKey }));
        await state.change({
          choice: { kind: 'external', ...where, takesOver },
          ...(anew ? { folderClaimed: false } : {}),
        });
      } else {
        await state.change({ choice });
      }
    },
    async relocate(folder) {
      const { state: found } = await report(folder);
      if (found !== 'thisCloud') throw fail(NOT_HERE[found], { folder });
      await engine.stop();
      await state.change({ dataFolder: folder });
    },
  };
}
