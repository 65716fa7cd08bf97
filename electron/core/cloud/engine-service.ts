import type { EngineState, engine as engineGroup } from '../../contract/engine.ts';
import type { Caller } from '../lib/caller.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import type { Engine } from '../minio/engine.ts';
import type { EngineControl } from './engine-control.ts';

interface Deps {
  readonly engine: Engine;
  readonly control: EngineControl;
  readonly events: Events;
  readonly log: Log;
}

/** Serves the engine: everybody signed in sees how it is, admins drive it, the owner says where it lives. */
export function makeEngineService({ engine, control, events, log }: Deps): ServiceOf<typeof engineGroup> {
  // A start is long work: the call begins it, the watch shows it, and its failure is part of the state.
  const begin = () => {
    control.start().catch((error: unknown) => log.warn({ err: error }, 'the engine did not start'));
  };
  return {
    watch: (caller, _input, signal) => watchEngine(engine, events, signal, seesDetails(caller)),
    start: () => begin(),
    stop: () => engine.stop(),
    async restart() {
      await engine.stop();
      begin();
    },
    options: () => engine.options(),
    async choose(_caller, choice) {
      await control.choose(choice, { anew: false });
      await engine.stop();
      begin();
    },
    inspectLocation: (_caller, { folder }) => control.inspect(folder),
    async relocate(_caller, { folder }) {
      await control.relocate(folder);
      begin();
    },
  };
}

function seesDetails(caller: Caller): boolean {
  return caller.user !== null && caller.user.role !== 'member';
}

/** The engine's state now, then at every change; without the details for those who may not know them. */
export async function* watchEngine(
  engine: Engine,
  events: Events,
  signal: AbortSignal | undefined,
  details: boolean,
): AsyncGenerator<EngineState, void, undefined> {
  for await (const _ of watchFacts(events, 'engine.changed', { signal, intervalMs: 100 })) {
    const state = engine.state();
    yield details ? state : { ...state, details: null, failure: plain(state.failure) };
  }
}

/** A failure without its details, which may name folders and addresses. */
function plain(failure: EngineState['failure']): EngineState['failure'] {
  return failure === null ? null : { code: failure.code };
}
