import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EngineChoice, LocationReport } from '../../contract/engine.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { fail, isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import type { Engine, EngineConfig } from '../minio/engine.ts';
import type { CloudState } from './cloud.ts';

const keys = z.object({ accessKey: z.string().min(1), secretKey: z.string().min(1) });
type Keys = z.infer<typeof keys>;

/** What the setup and the engine service share: the engine, driven by what this cloud remembers. */
export interface EngineControl {
  /** Starts the engine with what was chosen; the data folder is made on the very first start only. */
  start(): Promise<void>;
  inspect(folder: string): Promise<LocationReport>;
  /**
   * Starts a server of our own on the folder of a cloud whose records are lost; answers with its id. The folder stays
   * that cloud's. Throws DATA_FOLDER_* and what a start throws.
   */
  startOn(folder: string): Promise<string>;
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
      return {
        cloudId: id,
        kind: 'external',
        external: { ...choice, ...(await externalKeys()) },
        mayClaim: !folderClaimed,
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

  return {
    async start() {
      await engine.start(await config());
      if (!state.row.folderClaimed) await state.change({ folderClaimed: true });
    },
    inspect: report,
    async startOn(folder) {
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
      return cloudId;
    },
    async choose(choice, { anew }) {
      if (choice.kind === 'external') {
        const { accessKey, secretKey, ...where } = choice.external;
        const { id, folderClaimed } = state.row;
        await engine.checkExternal(choice.external, { cloudId: id, mayClaim: anew || !folderClaimed });
        await vault.set('engine.external', JSON.stringify({ accessKey, secretKey }));
        await state.change({
          choice: { kind: 'external', ...where },
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
