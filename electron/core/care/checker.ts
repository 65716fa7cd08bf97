import type { CareState } from '../../contract/care.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { checkContents } from './check-contents.ts';
import { checkEntries } from './check-entries.ts';
import { checkSums } from './check-sums.ts';
import type { DriveWords } from './drive-words.ts';
import { Findings, type KeptReport } from './findings.ts';
import { oneByOne, type CheckedStore } from './one-by-one.ts';
import { countAll } from './sums.table.ts';

export interface CheckDeps {
  readonly db: Db;
  /** Reads much without blocking. */
  readonly aside: Aside;
  readonly store: CheckedStore;
  readonly words: DriveWords;
  readonly now: () => Date;
}

export type CheckStage = Extract<CareState, { status: 'checking' }>['stage'];

export interface CheckOptions {
  /** False: only look. */
  readonly repair: boolean;
  /** The name of the folder that found things are put in. */
  readonly recovered: string;
  /** How long something may be on its way, in milliseconds. */
  readonly graceMs: number;
  /**
   * The records are older than the contents: what was on its way then has arrived, and what belonged to people whom
   * nobody knows any more goes to this person, in a folder for each of them.
   */
  readonly heirId: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (stage: CheckStage, done: number, total: number | null) => void;
}

/** What each part of the check works with. */
export interface Check extends CheckDeps {
  readonly options: CheckOptions;
  readonly findings: Findings;
}

/** How long an upload may lie between its bytes and its file, in milliseconds. */
export const GRACE_MS = 24 * 60 * 60_000;

/**
 * Holds the records against the store, and the records against themselves, page by page while everything else goes on;
 * each thing found is looked at once more before it counts. Repairs in short transactions where that is asked for.
 * Throws what the store throws when it is away.
 */
export async function runCheck(
  deps: CheckDeps,
  options: CheckOptions,
): Promise<{ report: KeptReport; touched: string[] }> {
  const findings = new Findings();
  const check: Check = { ...deps, store: oneByOne(deps.store), options, findings };
  const { signal, onProgress, repair } = options;
  onProgress('contents', 0, null);
  const totals = await countAll(deps.aside, deps.db, signal);
  await checkContents(check, totals.objects);
  await checkEntries(check, totals.entries);
  await checkSums(check);
  return { report: findings.report(deps.now().toISOString(), repair), touched: findings.touched() };
}
