import type { CareLanguage, RestoreState } from '../../contract/care.ts';
import type { setup } from '../../contract/setup.ts';
import { fail, toFailure } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import { RECOVERED } from './check-job.ts';
import { findRemains, restoreRecords, type Remains, type RestoreDeps } from './restore.ts';

/** What bringing back a cloud needs of the others. */
export interface RestoreJobDeps extends RestoreDeps {
  readonly events: Events;
  /** Starts the server on the folder of another cloud; answers with that cloud's id. Throws DATA_FOLDER_*. */
  readonly startOn: (folder: string) => Promise<string>;
  readonly hasOwner: () => Promise<boolean>;
  /** Ends the core and begins it anew, with what was restored. */
  readonly restart: () => void;
}

type RestoreCalls = 'lookForCloud' | 'restore' | 'watchRestore';

/** Bringing back a cloud as a job that windows watch. */
export interface RestoreJob {
  readonly service: Pick<ServiceOf<typeof setup>, RestoreCalls>;
  stop(): Promise<void>;
}

interface Found {
  readonly folder: string;
  readonly cloudId: string;
  readonly remains: Remains;
}

/** Makes the job; nothing is begun. */
export function makeRestoreJob(deps: RestoreJobDeps): RestoreJob {
  const { store, events, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: RestoreState = { status: 'idle' };
  let found: Found | null = null;
  let work: Promise<void> | null = null;

  function tell(next: RestoreState): void {
    state = next;
    events.emit('restore.changed');
  }

  function begin(folder: string, step: () => Promise<void>): void {
    if (work !== null || signal.aborted) return;
    work = step()
      .catch((error: unknown) => {
        if (signal.aborted) return;
        log.warn({ err: error }, 'the cloud could not be brought back');
        tell({ status: 'failed', folder, failure: toFailure(error) });
      })
      .finally(() => {
        work = null;
      });
  }

  async function look(folder: string): Promise<void> {
    found = null;
    tell({ status: 'looking', folder });
    const cloudId = await deps.startOn(folder);
    await store.whenAvailable(signal);
    const remains = await findRemains(store, signal);
    found = { folder, cloudId, remains };
    const { about, snapshots, contents } = remains;
    tell({
      status: 'found',
      folder,
      cloudName: about === null || about.cloudName === '' ? null : about.cloudName,
      snapshotAt: snapshots[0] ?? null,
      files: about?.files ?? contents,
      people: about?.people ?? null,
    });
  }

  async function bringBack({ folder, cloudId, remains }: Found, language: CareLanguage): Promise<void> {
    await restoreRecords(deps, {
      remains,
      place: { cloudId, dataFolder: folder },
      hasOwner: await deps.hasOwner(),
      recovered: RECOVERED[language],
      signal,
      onProgress: (stage, done, total) => tell({ status: 'restoring', stage, done, total }),
    });
    tell({ status: 'restarting' });
    deps.restart();
  }

  return {
    service: {
      lookForCloud(_caller, { folder }) {
        begin(folder, () => look(folder));
      },
      async restore(_caller, { language }) {
        const what = found;
        if (what === null) throw fail('NOT_FOUND');
        if (what.remains.snapshots.length === 0 && !(await deps.hasOwner())) throw fail('SETUP_INCOMPLETE');
        begin(what.folder, () => bringBack(what, language));
      },
      async *watchRestore(_caller, _input, ends) {
        for await (const _ of watchFacts(events, 'restore.changed', { signal: ends, intervalMs: 100 }))
          yield state;
      },
    },
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
