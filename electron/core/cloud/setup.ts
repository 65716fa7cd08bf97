import type { Person } from '../../contract/people.ts';
import type { setup as setupGroup, SetupState } from '../../contract/setup.ts';
import type { Caller } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Engine } from '../minio/engine.ts';
import type { CloudState } from './cloud.ts';
import type { EngineControl } from './engine-control.ts';
import { watchEngine } from './engine-service.ts';

/** What the first run needs of the accounts. */
interface OwnerAccounts {
  owner(): Promise<{ id: string; name: string; userName: string } | null>;
  createOwner(input: {
    name: string;
    userName: string;
    password: string;
  }): Promise<{ userId: string; recoveryCode: string }>;
  renewOwnerCode(): Promise<{ recoveryCode: string }>;
  beginSession(caller: Caller, userId: string, remember: boolean): Promise<Person>;
}

interface Deps {
  readonly state: CloudState;
  readonly accounts: OwnerAccounts;
  readonly engine: Engine;
  readonly control: EngineControl;
  readonly events: Events;
  readonly log: Log;
  readonly suggestedFolder: string;
  /** Where this computer's cloud was, when that was on a server of others. */
  readonly lastServer: SetupState['lastServer'];
  /** Bringing back a lost cloud instead of making one. */
  readonly restore: Pick<ServiceOf<typeof setupGroup>, 'lookForCloud' | 'restore' | 'watchRestore'>;
}

/** Serves the first run: each step is kept when it is done, so that closing the app continues there. */
export function makeSetup(deps: Deps): ServiceOf<typeof setupGroup> {
  const { state, accounts, engine, control, events, log, suggestedFolder, lastServer } = deps;
  let installing: Promise<void> | undefined;

  return {
    ...deps.restore,
    async state(caller) {
      // Whoever comes over the network may know that there is a cloud, but not whose, nor where its folder is.
      if (!caller.desktop && caller.operator !== true)
        return {
          step: state.row.step,
          owner: null,
          dataFolder: null,
          suggestedFolder: '',
          engine: 'managed' as const,
          lastServer: null,
        };
      const owner = await accounts.owner();
      return {
        step: state.row.step,
        owner: owner === null ? null : { name: owner.name, userName: owner.userName },
        dataFolder: state.row.dataFolder,
        suggestedFolder,
        engine: state.row.choice.kind,
        lastServer,
      };
    },
    async createOwner(_caller, input) {
      const { recoveryCode } = await accounts.createOwner(input);
      await state.change({ step: 'code' });
      return { recoveryCode };
    },
    renewRecoveryCode: () => accounts.renewOwnerCode(),
    async keepRecoveryCode() {
      if (state.row.step === 'code') await state.change({ step: 'location' });
    },
    inspectLocation: (_caller, { folder }) => control.inspect(folder),
    async chooseLocation(_caller, { folder }) {
      const report = await control.inspect(folder);
      if (!report.usable) return report;
      if (folder !== state.row.dataFolder) await engine.stop();
      await state.change({
        dataFolder: folder,
        // A folder that already is this cloud's must never be made anew, even by an unfinished first run.
        folderClaimed: report.state === 'thisCloud',
        step: 'install',
      });
      return report;
    },
    engineOptions: () => engine.options(),
    async chooseEngine(_caller, choice) {
      await engine.stop();
      await control.choose(choice, { anew: true });
      if (choice.kind === 'external') await state.change({ step: 'install' });
    },
    install() {
      installing ??= control
        .start()
        .catch((error: unknown) => log.warn({ err: error }, 'the installation stopped'))
        .finally(() => {
          installing = undefined;
        });
    },
    watch: (_caller, _input, signal) => watchEngine(engine, events, signal, true),
    async finish(caller) {
      const owner = await accounts.owner();
      if (owner === null) throw fail('SETUP_INCOMPLETE');
      if (engine.state().status !== 'running') throw fail('SERVER_NOT_RUNNING');
      await state.change({ step: 'done' });
      // Where it runs is where the cloud is, from now on.
      events.emit('engine.changed');
      return accounts.beginSession(caller, owner.id, true);
    },
  };
}
