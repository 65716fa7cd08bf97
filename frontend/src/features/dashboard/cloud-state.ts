import type { EngineStage, EngineState } from '../../../../electron/contract/engine.ts';

/** The stages of a start, in order. */
const STAGES: readonly EngineStage[] = ['find', 'download', 'verify', 'folder', 'start', 'ready', 'bucket'];

/** Which step of how many a stage is. */
export function stepOf(stage: EngineStage): { step: number; total: number } {
  return { step: STAGES.indexOf(stage) + 1, total: STAGES.length };
}

/** How the state looks: a sign and a colour, with words beside them. */
export type Tone = 'good' | 'warning' | 'busy' | 'off' | 'bad';

export function toneOf({ status, failure }: Pick<EngineState, 'status' | 'failure'>): Tone {
  // One that runs may yet be short of something: room on its disk.
  if (status === 'running') return failure === null ? 'good' : 'warning';
  if (status === 'starting' || status === 'stopping') return 'busy';
  return status === 'stopped' ? 'off' : 'bad';
}

/** What an admin can do with the server at the moment. */
export interface Controls {
  readonly power: 'start' | 'stop';
  readonly powerEnabled: boolean;
  readonly restartEnabled: boolean;
}

export function controlsFor(status: EngineState['status']): Controls {
  const off = status === 'stopped' || status === 'failed';
  return {
    power: off ? 'start' : 'stop',
    powerEnabled: status !== 'stopping',
    restartEnabled: status === 'running' || status === 'unhealthy',
  };
}

/** Part of the running stage that is done, from 0 to 1; null when it cannot be known. */
export function stageFraction(progress: EngineState['progress']): number | null {
  if (progress === null || progress.totalBytes === null || progress.totalBytes === 0) return null;
  return Math.min(1, progress.bytes / progress.totalBytes);
}
