import os from 'node:os';
import type { LanAddress } from '../../contract/network.ts';
import { type InterfaceFacts, type Interfaces, NO_FACTS, rankAddresses } from './addresses.ts';

/** Facts are asked for anew after this time although no address changed: a cable may have taken over from Wi-Fi. */
const FACTS_LAST_MS = 60_000;

/** An address of a network card, with the range of its network, for example `192.168.1.20/24`. */
export interface Card {
  readonly address: string;
  readonly cidr: string | null;
}

/** Knows the addresses of this computer. */
export interface Scout {
  /** As of the last look, the best one first. */
  addresses(): readonly LanAddress[];
  /** Looks again; true when something is not as before. */
  look(): Promise<boolean>;
  /** Network cards with a private or public address of their own, as of the last look; their range where it is known. */
  cards(): readonly Card[];
  /** All addresses of this computer at this moment, loopback and IPv6 included. */
  allNow(): readonly string[];
}

interface ScoutDeps {
  readonly askFacts: () => Promise<InterfaceFacts>;
  readonly interfaces?: () => Interfaces;
}

/** Makes the scout, which has looked once. */
export function makeScout({ askFacts, interfaces = os.networkInterfaces }: ScoutDeps): Scout {
  let facts = NO_FACTS;
  let askedFor = '';
  let askedAt = Number.NEGATIVE_INFINITY;
  let seenLast = interfaces();
  // By names alone, until the system was asked what it knows: on some that takes seconds.
  let ranked = rankAddresses(seenLast, facts);

  return {
    addresses: () => ranked,
    async look() {
      const now = interfaces();
      const seen = JSON.stringify(now);
      if (seen !== askedFor || performance.now() - askedAt > FACTS_LAST_MS) {
        facts = await askFacts().catch(() => NO_FACTS);
        askedFor = seen;
        askedAt = performance.now();
      }
      const next = rankAddresses(now, facts);
      const changed = JSON.stringify(next) !== JSON.stringify(ranked);
      ranked = next;
      seenLast = now;
      return changed;
    },
    cards() {
      const infos = Object.values(seenLast).flatMap((list) => list ?? []);
      return ranked
        .filter(({ kind }) => kind === 'wired' || kind === 'wireless' || kind === 'physical')
        .map(({ address }) => ({
          address,
          cidr: infos.find((info) => info.address === address)?.cidr ?? null,
        }));
    },
    allNow: () => Object.values(interfaces()).flatMap((infos) => (infos ?? []).map(({ address }) => address)),
  };
}
