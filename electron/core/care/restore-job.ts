import type { CareLanguage, CloudPlace, RestoreState } from '../../contract/care.ts';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import type { CloudSource, LostPlace, setup } from '../../contract/setup.ts';
import type { Settlement } from '../cloud/engine-control.ts';
import { fail, toFailure } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import { RECOVERED } from './check-job.ts';
import { findRemains, restoreRecords, type Remains, type RestoreDeps } from './restore.ts';

/** What bringing back a cloud needs of the others. */
export interface RestoreJobDeps extends RestoreDeps {
  readonly events: Events;
  /** Starts or uses the server of another cloud, which is not changed by it. Throws DATA_FOLDER_*, BUCKET_*, ENDPOINT_*. */
  readonly startOn: (place: LostPlace) => Promise<Settlement>;
  /** Keeps what the next start needs to get at the place. */
  readonly keepKeys: (place: LostPlace, cloudId: string) => Promise<void>;
  /** Where this computer's cloud was last, with the keys. Throws NOT_FOUND, SECRETS_UNREADABLE. */
  readonly lastServer: () => Promise<ExternalEndpoint>;
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
  readonly place: LostPlace;
  readonly settlement: Settlement;
  readonly remains: Remains;
}

/** A place without its keys. */
function shown(place: LostPlace): CloudPlace {
  if (place.kind === 'folder') return { kind: 'folder', folder: place.folder };
  const { endpoint, bucket } = place.external;
  return { kind: 'server', endpoint, bucket };
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

  function begin(place: CloudPlace, step: () => Promise<void>): void {
    if (work !== null || signal.aborted) return;
    work = step()
      .catch((error: unknown) => {
        if (signal.aborted) return;
        log.warn({ err: error }, 'the cloud could not be brought back');
        tell({ status: 'failed', place, failure: toFailure(error) });
      })
      .finally(() => {
        work = null;
      });
  }

  async function look(place: LostPlace): Promise<void> {
    found = null;
    tell({ status: 'looking', place: shown(place) });
    const settlement = await deps.startOn(place);
    await store.whenAvailable(signal);
    const remains = await findRemains(store, signal);
    found = { place, settlement, remains };
    const { about, snapshots, contents } = remains;
    tell({
      status: 'found',
      place: shown(place),
      cloudName: about === null || about.cloudName === '' ? null : about.cloudName,
      snapshotAt: snapshots[0] ?? null,
      files: about?.files ?? contents,
      people: about?.people ?? null,
    });
  }

  async function bringBack({ place, settlement, remains }: Found, language: CareLanguage): Promise<void> {
    await restoreRecords(deps, {
      remains,
      place: settlement,
      hasOwner: await deps.hasOwner(),
      recovered: RECOVERED[language],
      signal,
      onProgress: (stage, done, total) => tell({ status: 'restoring', stage, done, total }),
      beforeEnd: () => deps.keepKeys(place, settlement.cloudId),
    });
    tell({ status: 'restarting' });
    deps.restart();
  }

  const placeOf = async (source: CloudSource): Promise<LostPlace> =>
    source.kind === 'lastServer' ? { kind: 'server', external: await deps.lastServer() } : source;

  return {
    service: {
      async lookForCloud(_caller, source) {
        const place = await placeOf(source);
        begin(shown(place), () => look(place));
      },
      async restore(_caller, { language }) {
        const what = found;
        if (what === null) throw fail('NOT_FOUND');
        if (what.remains.snapshots.length === 0 && !(await deps.hasOwner())) throw fail('SETUP_INCOMPLETE');
        begin(shown(what.place), () => bringBack(what, language));
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
