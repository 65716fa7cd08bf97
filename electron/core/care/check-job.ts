import type { CareLanguage, CareReport, CareState } from '../../contract/care.ts';
import type { Caller } from '../lib/caller.ts';
import { toFailure } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import { watchFacts } from '../lib/watch.ts';
import { GRACE_MS, runCheck, type CheckDeps } from './checker.ts';
import type { KeptReport } from './findings.ts';
import { keepReport, lastReport, namesOf } from './reports.table.ts';
import { rootOf } from './sums.table.ts';

/** What the folder is called that found things are put in. */
export const RECOVERED: Readonly<Record<CareLanguage, string>> = { en: 'Recovered', 'pt-BR': 'Recuperados' };

export interface CheckJobDeps extends CheckDeps {
  readonly events: Events;
  readonly log: Log;
}

/** The check as a job: a call begins it, any number of windows watch it, and none of them ends it by leaving. */
export interface CheckJob {
  /** Begins a check, unless one runs. */
  begin(input: { repair: boolean; language: CareLanguage }): void;
  watch(caller: Caller, signal: AbortSignal | undefined): AsyncGenerator<CareState, void, undefined>;
  /** Ends a check that runs between two steps. */
  stop(): Promise<void>;
}

type Running = Extract<CareState, { status: 'checking' }>;

/** Makes the job; nothing is begun. */
export function makeCheckJob(deps: CheckJobDeps): CheckJob {
  const { db, events, log } = deps;
  const stopping = new AbortController();
  let running: Running | null = null;
  let failure: ReturnType<typeof toFailure> | null = null;
  let work: Promise<void> = Promise.resolve();

  async function check(repair: boolean, language: CareLanguage): Promise<void> {
    try {
      const { report, touched } = await runCheck(deps, {
        repair,
        recovered: RECOVERED[language],
        graceMs: GRACE_MS,
        heirId: null,
        signal: stopping.signal,
        onProgress(stage, done, total) {
          running = { status: 'checking', repair, stage, done, total };
          events.emit('care.changed');
        },
      });
      await keepReport(db, report);
      log.info({ counts: report.counts, repair }, 'the cloud was checked');
      for (const userId of touched) {
        const rootId = await rootOf(db, userId);
        events.emit('drive.changed', { userId, folderIds: rootId === undefined ? [] : [rootId] });
        events.emit('usage.changed', { userId });
      }
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, 'the check did not come to an end');
      failure = toFailure(error);
    } finally {
      running = null;
      events.emit('care.changed');
    }
  }

  return {
    begin({ repair, language }) {
      if (running !== null || stopping.signal.aborted) return;
      failure = null;
      running = { status: 'checking', repair, stage: 'contents', done: 0, total: null };
      events.emit('care.changed');
      work = check(repair, language);
    },
    async *watch(caller, signal) {
      for await (const _ of watchFacts(events, 'care.changed', { signal, intervalMs: 200 })) {
        if (running !== null) {
          yield running;
          continue;
        }
        const kept = await lastReport(db);
        const report = kept === null ? null : await shown(kept, caller.user?.userId ?? null);
        yield { status: 'idle', report, failure };
      }
    },
    async stop() {
      stopping.abort();
      await work;
    },
  };

  /** A report as this person may see it: what others' files are called is nobody's business. */
  async function shown(kept: KeptReport, userId: string | null): Promise<CareReport> {
    const ids = new Set(kept.findings.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])));
    const people = await namesOf(db, [...ids]);
    const findings = kept.findings.map(({ kind, name, ownerId, repaired }) => ({
      kind,
      name: ownerId === userId || kind === 'wrongSums' ? name : null,
      person: ownerId === null ? null : (people.get(ownerId) ?? null),
      repaired,
    }));
    return { ...kept, counts: [...kept.counts], findings };
  }
}
