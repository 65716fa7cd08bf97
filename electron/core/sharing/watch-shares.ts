import { makeEvents, type Events } from '../lib/events.ts';
import { watchFacts } from '../lib/watch.ts';
import type { Network } from '../network/network.ts';

/** Ticks come this far apart at least, in milliseconds: what many phones do at once is shown together. */
const INTERVAL_MS = 500;

/**
 * Ticks, at once and whenever something about a person's shares changed: they themselves, the address that they begin
 * with, and the drive, by which names change and shares go and come back.
 */
export async function* watchShares(
  { events, network }: { events: Events; network: () => Pick<Network, 'state'> },
  userId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Record<string, never>, void, undefined> {
  // Facts of three kinds are one kind of tick, for this watcher alone.
  const ticks = makeEvents();
  const tick = () => ticks.emit('shares.changed', { userId, shareId: '' });
  const ofPerson = (fact: { userId: string }) => {
    if (fact.userId === userId) tick();
  };
  let base = network().state().baseUrl;
  const ofNetwork = () => {
    const { baseUrl } = network().state();
    if (baseUrl !== base) tick();
    base = baseUrl;
  };
  events.on('shares.changed', ofPerson).on('drive.changed', ofPerson).on('network.changed', ofNetwork);
  try {
    for await (const _ of watchFacts(ticks, 'shares.changed', { signal, intervalMs: INTERVAL_MS })) yield {};
  } finally {
    events.off('shares.changed', ofPerson).off('drive.changed', ofPerson).off('network.changed', ofNetwork);
  }
}
