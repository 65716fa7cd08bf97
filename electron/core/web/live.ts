import type { live as liveGroup, LiveEvent, LiveTopic } from '../../contract/live.ts';
import { LIVE_BEAT_MS } from '../../contract/live.ts';
import type { Caller } from '../lib/caller.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Services } from './router.ts';

/** The services whose streams can be heard together. */
export type LiveServices = { readonly [Topic in LiveTopic]: Pick<Services[Topic], 'watch'> };

/** Makes the one stream that carries several. Each is the service's own, so it tells only what the caller may hear. */
export function makeLive(services: LiveServices, beatMs = LIVE_BEAT_MS): ServiceOf<typeof liveGroup> {
  return {
    async *watch(caller, { topics }, signal) {
      const stop = new AbortController();
      const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
      const box = makeBox<LiveEvent>();
      const beat = setInterval(() => box.offerNow({ topic: 'beat' }), beatMs);
      ends.addEventListener('abort', () => box.close(null), { once: true });
      for (const topic of new Set(topics)) {
        // A stream that ends or breaks ends the whole: who hears it begins anew, as with one of its own.
        hear(services, topic, caller, ends, box).then(
          () => box.close(null),
          (error: unknown) => box.close({ error }),
        );
      }
      try {
        yield* box.taken();
      } finally {
        clearInterval(beat);
        box.close(null);
        stop.abort();
      }
    },
  };
}

async function hear(
  services: LiveServices,
  topic: LiveTopic,
  caller: Caller,
  signal: AbortSignal,
  box: Box<LiveEvent>,
): Promise<void> {
  const stream = await services[topic].watch(caller, undefined, signal);
  for await (const event of stream) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each topic has the events of its own stream
    await box.offer({ topic, event } as LiveEvent);
  }
}

interface Box<Event> {
  /** Settles when the event was taken, so that nobody fills a box that nobody empties. */
  offer(event: Event): Promise<void>;
  /** Puts an event in if the box is empty; else there is something to take anyway. */
  offerNow(event: Event): void;
  close(reason: { readonly error: unknown } | null): void;
  taken(): AsyncGenerator<Event, void, undefined>;
}

function makeBox<Event>(): Box<Event> {
  const inside: { readonly event: Event; readonly done: () => void }[] = [];
  let closed: { readonly reason: { readonly error: unknown } | null } | null = null;
  let wake: () => void = () => undefined;
  return {
    offer: (event) =>
      new Promise((done) => {
        if (closed === null) inside.push({ event, done });
        else done();
        wake();
      }),
    offerNow(event) {
      if (closed !== null || inside.length > 0) return;
      inside.push({ event, done: () => undefined });
      wake();
    },
    close(reason) {
      closed ??= { reason };
      // Who waits for theirs to be taken can go on, and end.
      for (const { done } of inside) done();
      wake();
    },
    async *taken() {
      for (;;) {
        for (let next = inside.shift(); next !== undefined; next = inside.shift()) {
          // Before it is told: who leaves meanwhile never comes back here.
          next.done();
          yield next.event;
        }
        // Asked by a function, or the compiler takes the first answer for granted.
        const end = (() => closed)();
        if (end !== null) {
          if (end.reason !== null) throw end.reason.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
