import { implement, type Router } from '@orpc/server';
import type { CallMeta } from '../../contract/call.ts';
import { contract, type Contract } from '../../contract/contract.ts';
import type { Caller } from '../lib/caller.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import { checkAccess } from './guard.ts';
import { translateError } from './translate.ts';

/** One service for each group of the contract. */
export type Services = { readonly [Group in keyof Contract]: ServiceOf<Contract[Group]> };

/** What a wire hands in with each call. */
export interface WireContext {
  /** Made anew for each call, so that an ended session is noticed at once. */
  caller(): Promise<Caller>;
  /** Aborts when the session of the connection ends or changes: streams of that session end with it. */
  sessionSignal(): AbortSignal;
}

interface RouterDeps {
  readonly services: Services;
  readonly setupDone: () => boolean;
  readonly log: Log;
}

type Method = (caller: Caller, input: unknown, signal: AbortSignal) => unknown;
interface HandlerOptions {
  readonly input: unknown;
  readonly path: readonly string[];
  readonly signal: AbortSignal | undefined;
  readonly context: WireContext & { readonly checked: Caller };
}

/** Makes the router of all calls: each passes the guard, then goes to the service method of its name. */
export function makeRouter({ services, setupDone, log }: RouterDeps): Router<Contract, WireContext> {
  const guarded = implement(contract)
    .$context<WireContext>()
    .use(async ({ context, procedure, path, next }) => {
      try {
        const checked = await context.caller();
        const meta: Partial<CallMeta> = procedure['~orpc'].meta;
        checkAccess(meta, path, checked, setupDone());
        return await next({ context: { checked } });
      } catch (error) {
        throw translateError(error, path, log);
      }
    });

  // The contract's own keys drive both loops and ServiceOf has checked every method, which the types of a loop
  // cannot show.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  const implementers = guarded as unknown as Record<
    string,
    Record<string, { handler(run: (options: HandlerOptions) => unknown): object }>
  >;
  const router: Record<string, Record<string, object>> = {};
  for (const [group, service] of Object.entries(services)) {
    const methods = service as unknown as Record<string, Method>;
    const calls: Record<string, object> = {};
    for (const name of Object.keys(contract[group as keyof Contract])) {
      const implementer = implementers[group]?.[name];
      if (implementer === undefined) throw new Error(`no implementer for ${group}.${name}`);
      calls[name] = implementer.handler(({ input, path, signal, context }) => {
        const session = context.sessionSignal();
        const ends = signal === undefined ? session : AbortSignal.any([signal, session]);
        const output = methods[name]?.(context.checked, input, ends);
        return isStream(output) ? translated(output, path, log) : output;
      });
    }
    router[group] = calls;
  }
  return router as unknown as Router<Contract, WireContext>;
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

function isStream(value: unknown): value is AsyncGenerator {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* translated(stream: AsyncGenerator, path: readonly string[], log: Log): AsyncGenerator {
  try {
    yield* stream;
  } catch (error) {
    throw translateError(error, path, log);
  }
}
