import type { LiveEvent, LiveTopic } from '../../../electron/contract/live.ts';
import { ConnectionLost } from './connection-lost.ts';

/** The topics; held to the contract's list by its type, without the schemas that stand beside it. */
const TOPICS: Readonly<Record<LiveTopic, true>> = {
  drive: true,
  engine: true,
  usage: true,
  transfers: true,
  network: true,
  shares: true,
  grants: true,
};

/** The contract's longest silence is 10 s; after more than twice that the connection is taken for dead. */
const SILENCE_MS = 25_000;
/** A page that comes back to the front after so long may have slept, and looks whether the connection did not. */
const DOUBT_MS = 12_000;
/** Nobody hears anything: it may be the blink between two pages. */
const REST_MS = 3000;

/** Whether a call is one of those that are heard together. */
export function isLiveTopic(group: string | undefined): group is LiveTopic {
  return group !== undefined && Object.hasOwn(TOPICS, group);
}

type Open = (topics: LiveTopic[], signal: AbortSignal) => Promise<AsyncIterable<LiveEvent>>;

interface Listener {
  readonly topic: LiveTopic;
  hear(event: unknown): void;
  end(error: unknown): void;
}

interface Stream {
  readonly topics: ReadonlySet<LiveTopic>;
  readonly stop: AbortController;
  /** What a newcomer is told, by topic. */
  readonly known: Map<LiveTopic, unknown>;
  heardAt: number;
}

/** All streams of the page over one connection. */
export interface LiveHub {
  /** As the `watch` of the topic by itself: first how things are, then each change; throws when the connection breaks. */
  watch(topic: LiveTopic, signal: AbortSignal | undefined): AsyncGenerator<unknown, void, undefined>;
  /** Looks at once whether the connection is still there. */
  doubt(): void;
}

/** Makes the hub; `open` begins a stream of several topics. */
export function makeLiveHub(open: Open): LiveHub {
  const listeners = new Set<Listener>();
  let current: Stream | null = null;
  let opening: Stream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let planned: ReturnType<typeof setTimeout> | undefined;

  const wanted = () => new Set([...listeners].map(({ topic }) => topic));

  /** Ends everything: who hears a topic is told, and asks anew. */
  function fail(error: unknown): void {
    for (const stream of [current, opening]) stream?.stop.abort();
    current = null;
    opening = null;
    clearTimeout(timer);
    for (const listener of listeners) listener.end(error);
  }

  function watchSilence(): void {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new ConnectionLost()), SILENCE_MS);
  }

  /** Sees to it that one stream carries all that is wanted, soon: pages ask for several things in one moment. */
  function plan(): void {
    planned ??= setTimeout(() => {
      planned = undefined;
      const topics = wanted();
      const carried = (opening ?? current)?.topics;
      if (topics.size > 0 && [...topics].some((topic) => carried?.has(topic) !== true)) void follow(topics);
    });
  }

  async function follow(topics: Set<LiveTopic>): Promise<void> {
    // What the one before carries goes on until this one is there, so that nothing is missed in between.
    const stream: Stream = {
      topics: new Set([...topics, ...(current?.topics ?? [])]),
      stop: new AbortController(),
      known: new Map(),
      heardAt: Date.now(),
    };
    opening?.stop.abort();
    opening = stream;
    watchSilence();
    const gone = () => stream.stop.signal.aborted;
    try {
      for await (const event of await open([...stream.topics], stream.stop.signal)) {
        if (gone()) return;
        stream.heardAt = Date.now();
        watchSilence();
        if (opening === stream) {
          current?.stop.abort();
          current = stream;
          opening = null;
        }
        if (event.topic !== 'beat') spread(stream, event.topic, event.event);
      }
      if (!gone()) fail(new ConnectionLost());
    } catch (error) {
      if (!gone()) fail(error);
    }
  }

  function spread(stream: Stream, topic: LiveTopic, event: unknown): void {
    // Changes of the drive are no state: a newcomer is told what everybody is told first, which is nothing.
    if (topic !== 'drive' || !stream.known.has(topic)) stream.known.set(topic, event);
    for (const listener of listeners) if (listener.topic === topic) listener.hear(event);
  }

  function rest(): void {
    setTimeout(() => {
      if (listeners.size > 0) return;
      for (const stream of [current, opening]) stream?.stop.abort();
      current = null;
      opening = null;
      clearTimeout(timer);
    }, REST_MS);
  }

  return {
    async *watch(topic, signal) {
      const heard: unknown[] = [];
      let ended: { readonly error: unknown } | null = null;
      let wake: () => void = () => undefined;
      const listener: Listener = {
        topic,
        hear(event) {
          heard.push(event);
          wake();
        },
        end(error) {
          ended = { error };
          wake();
        },
      };
      const leave = () => wake();
      signal?.addEventListener('abort', leave);
      listeners.add(listener);
      if (current?.known.has(topic) === true) heard.push(current.known.get(topic));
      plan();
      // Asked by functions, or the compiler takes the first answers for granted.
      const over = () => ended;
      const left = () => signal?.aborted === true;
      try {
        while (!left()) {
          if (heard.length > 0) yield heard.shift();
          else {
            const end = over();
            if (end !== null) throw end.error;
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        listeners.delete(listener);
        signal?.removeEventListener('abort', leave);
        if (listeners.size === 0) rest();
      }
    },
    doubt() {
      const stream = current ?? opening;
      if (stream !== null && Date.now() - stream.heardAt > DOUBT_MS) fail(new ConnectionLost());
    },
  };
}
