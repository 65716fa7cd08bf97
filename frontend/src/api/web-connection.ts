import { RPCLink } from '@orpc/client/fetch';
import type { LiveEvent } from '../../../electron/contract/live.ts';
import { makeConnectionKeeper } from './connection-keeper.ts';
import type { Connection, Link } from './connection.ts';
import { isLiveTopic, makeLiveHub } from './live-hub.ts';

/** How long a call waits for a cloud that does not answer, in milliseconds. */
const PATIENCE_MS = 30_000;
/** Pauses between two looks whether the cloud is back; the last one is kept to. */
const LOOKS_MS = [500, 1000, 2000, 4000];

/** A call got no answer: the network or the cloud went away. It may or may not have been carried out. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

interface WebConnectionOptions {
  /** Where the calls go, for example `http://192.168.1.20:8710/rpc`. */
  readonly url: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly patienceMs?: number;
}

/** The way to the core over HTTP, for browsers: it goes away with the network, and comes back by itself. */
export function openWebConnection(options: WebConnectionOptions): Connection {
  const { url, fetch = globalThis.fetch.bind(globalThis), patienceMs = PATIENCE_MS } = options;
  const keeper = makeConnectionKeeper(patienceMs);
  let looks = 0;
  let looking: ReturnType<typeof setTimeout> | undefined;

  const rpc: Link = new RPCLink({ url, headers: { 'x-mcm': '1' }, fetch: answerTo });
  const hub = makeLiveHub(async (topics, signal) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `live.watch` answers, by the contract
    return (await rpc.call(
      ['live', 'watch'],
      { topics },
      { signal, context: {} },
    )) as AsyncIterable<LiveEvent>;
  });
  const link: Link = {
    call(path, input, callOptions) {
      const [group, name] = path;
      if (name === 'watch' && path.length === 2 && isLiveTopic(group))
        return Promise.resolve(hub.watch(group, callOptions.signal));
      return rpc.call(path, input, callOptions);
    },
  };

  async function answerTo(request: Request): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(request);
    } catch (error) {
      request.signal.throwIfAborted();
      lose();
      throw new NoAnswer('no answer', { cause: error });
    }
    // Whoever answers with a page is the closed door, or another program that has the port now.
    if (answer.headers.get('content-type')?.startsWith('text/html') === true) {
      lose();
      throw new NoAnswer(`answered ${String(answer.status)} with a page`);
    }
    found();
    return answer;
  }

  function change(kind: 'connected' | 'restarting'): void {
    if (keeper.state().kind !== kind) keeper.change({ kind });
  }

  function found(): void {
    clearTimeout(looking);
    looking = undefined;
    looks = 0;
    change('connected');
    keeper.handOut(link);
  }

  function lose(): void {
    change('restarting');
    looking ??= setTimeout(look, LOOKS_MS[Math.min(looks, LOOKS_MS.length - 1)]);
  }

  function look(): void {
    looking = undefined;
    looks += 1;
    // What came of it was noted on the way.
    rpc.call(['cloud', 'info'], undefined, { context: {} }).catch(() => undefined);
  }

  const lookNow = () => {
    if (keeper.state().kind === 'restarting') {
      clearTimeout(looking);
      look();
    } else hub.doubt();
  };
  globalThis.addEventListener('online', lookNow);
  globalThis.document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') lookNow();
  });

  return {
    link: () => (keeper.state().kind === 'restarting' ? keeper.wait() : Promise.resolve(link)),
    state: () => keeper.state(),
    subscribe: (listener) => keeper.subscribe(listener),
  };
}
