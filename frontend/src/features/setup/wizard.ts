import type { EngineStage, EngineState, LocationReport } from '../../../../electron/contract/engine.ts';
import type { SetupState } from '../../../../electron/contract/setup.ts';

/** The pages of the first run, in order. */
export const STEPS = ['welcome', 'you', 'code', 'location', 'install'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Where the first run goes on, from what was kept of it; `typing`: somebody had begun to say who they are, `choosing`:
 * they had chosen a place and not gone on yet.
 */
export function stepToContinue({ step }: Pick<SetupState, 'step'>, typing: boolean, choosing = false): Step {
  if (step === 'install' && choosing) return 'location';
  if (step === 'account') return typing ? 'you' : 'welcome';
  return step === 'done' ? 'install' : step;
}

/** Whether a folder holds a cloud that may be brought back; one whose marker is damaged is marked anew then. */
export function holdsCloud(state: LocationReport['state'] | undefined): boolean {
  return state === 'otherCloud' || state === 'markerDamaged';
}

/** A user name to begin with: the first name, in plain small letters. */
export function suggestUserName(name: string): string {
  const first = name.trim().split(/\s+/u)[0] ?? '';
  return first
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '');
}

const STAGES: readonly EngineStage[] = ['find', 'download', 'verify', 'folder', 'start', 'ready', 'bucket'];
/** Stages that some installations do not need. */
const OPTIONAL = new Set<EngineStage>(['download', 'verify']);
/** What a server that already runs does not go through. */
const MANAGED_ONLY = new Set<EngineStage>(['find', 'download', 'verify', 'folder', 'start']);

export type StageState = 'waiting' | 'running' | 'done' | 'failed';

/** What has been seen of an installation; events come in states, and a failed state no longer names its stage. */
export interface Course {
  readonly seen: readonly EngineStage[];
  readonly engine: EngineState | null;
}

/** The course of an installation that nothing was heard of yet. */
export const NOTHING_SEEN: Course = { seen: [], engine: null };

/** Takes in the next state; an installation that begins anew forgets the one before. */
export function advance({ seen, engine: before }: Course, engine: EngineState): Course {
  const anew = engine.status === 'starting' && before?.status !== 'starting';
  const known = anew ? [] : seen;
  const { stage } = engine;
  return { engine, seen: stage === null || known.includes(stage) ? known : [...known, stage] };
}

/** The stages to show, each with how it stands. */
export function stagesOf({ seen, engine }: Course): { stage: EngineStage; state: StageState }[] {
  const external = engine?.kind === 'external';
  const shown = STAGES.filter((stage) => {
    if (seen.includes(stage)) return true;
    return !OPTIONAL.has(stage) && !(external && MANAGED_ONLY.has(stage));
  });
  const current = Math.max(-1, ...seen.map((stage) => shown.indexOf(stage)));
  return shown.map((stage, at) => ({ stage, state: stateOf(at, current, engine?.status) }));
}

function stateOf(at: number, current: number, status: EngineState['status'] | undefined): StageState {
  if (status === 'running' || at < current) return 'done';
  if (at > current) return 'waiting';
  return status === 'failed' ? 'failed' : 'running';
}
