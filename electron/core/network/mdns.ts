import makeMdns from 'multicast-dns';
import type { MulticastDNS } from 'multicast-dns';
import net from 'node:net';
import type { Log } from '../lib/log.ts';
import { localNameOf } from './local-name.ts';
import type { Card } from './scout.ts';

/** Seconds that others may remember the answer; the usual value for addresses (RFC 6762, 10). */
const TTL_SECONDS = 120;
/** For who asked without speaking multicast (RFC 6762, 6.7). */
const PLAIN_TTL_SECONDS = 10;
const MDNS_PORT = 5353;
/** The same answer goes to everybody at once, so it is not needed more often than this, in milliseconds. */
const ANSWER_EVERY_MS = 250;
const MOST_NAMES = 20;
/** Question types that an IPv4 address answers; the library's types leave out the last. */
const ASKS_ADDRESS: ReadonlySet<string> = new Set(['A', 'ANY']);

interface LocalNameDeps {
  readonly log: Log;
  readonly cloudName: () => string;
  /** Every address of this computer: answers that carry one of them are our own. */
  readonly ownAddresses: () => readonly string[];
  /** The name is another one now. */
  readonly onChange: () => void;
  /** For tests, which must not disturb the real one. */
  readonly port?: number;
}

/** The name by which some devices find this cloud by themselves. */
export interface LocalName {
  /** For example `mini-cloud.local`; with a number after it where another computer has that name. */
  name(): string;
  /** Answers on these cards from now on, and on no others; none of them falls silent. */
  answerOn(cards: readonly Card[]): void;
  stop(): void;
}

interface Responder {
  readonly mdns: MulticastDNS;
  answeredAt: number;
}

/**
 * Makes the answering of multicast DNS queries for the cloud's name, with the address of the card that each came by.
 * Where multicast does not work, nothing but the name is lost, so failures are only logged.
 */
export function makeLocalName(deps: LocalNameDeps): LocalName {
  const { log, cloudName, ownAddresses, onChange, port = MDNS_PORT } = deps;
  const responders = new Map<string, Responder>();
  let number = 1;
  let named = cloudName();

  function name(): string {
    const current = cloudName();
    if (current !== named) {
      named = current;
      number = 1;
    }
    return localNameOf(current, number);
  }

  const answer = (address: string, ttl: number) => ({
    name: name(),
    type: 'A' as const,
    class: 'IN' as const,
    ttl,
    flush: ttl === TTL_SECONDS,
    data: address,
  });

  function announce({ mdns }: Responder, address: string): void {
    mdns.query([{ name: name(), type: 'A' }]); // who has the name already says so
    mdns.respond([answer(address, TTL_SECONDS)]);
  }

  function begin({ address, cidr }: Card): void {
    const mdns = makeMdns({ interface: address, bind: '0.0.0.0', port, reuseAddr: true, loopback: true });
    const responder: Responder = { mdns, answeredAt: Number.NEGATIVE_INFINITY };
    responders.set(address, responder);
    const isHere = sameNetwork(cidr);
    mdns.on('error', (error: Error) => {
      log.info({ err: error, address }, 'the local name cannot be answered here');
      end(address);
    });
    mdns.on('warning', (error: Error) => log.debug({ err: error, address }, 'multicast'));
    mdns.on('ready', () => {
      if (responders.get(address) === responder) announce(responder, address);
    });
    mdns.on('query', (query, from) => {
      const asked = query.questions?.find(
        (question) => question.name.toLowerCase() === name() && ASKS_ADDRESS.has(question.type),
      );
      // Every card hears the queries of all of them.
      if (asked === undefined || !isHere(from.address)) return;
      // No answer can be sent there: to try throws where nobody would catch it.
      if (from.port === 0) return;
      if (from.port !== port) {
        const reply = { id: query.id, questions: [asked], answers: [answer(address, PLAIN_TTL_SECONDS)] };
        mdns.respond(reply, from);
        return;
      }
      if (performance.now() - responder.answeredAt < ANSWER_EVERY_MS) return;
      responder.answeredAt = performance.now();
      mdns.respond([answer(address, TTL_SECONDS)]);
    });
    mdns.on('response', (response) => {
      const taken = response.answers?.some(
        (one) =>
          one.type === 'A' &&
          one.name.toLowerCase() === name() &&
          one.ttl !== 0 &&
          !ownAddresses().includes(one.data),
      );
      if (taken !== true || number >= MOST_NAMES) return;
      number += 1;
      log.info({ name: name() }, 'another computer has the name: a number is added');
      for (const [at, one] of responders) announce(one, at);
      onChange();
    });
  }

  function end(address: string): void {
    const responder = responders.get(address);
    responders.delete(address);
    responder?.mdns.destroy();
  }

  function answerOn(cards: readonly Card[]): void {
    for (const address of responders.keys()) {
      if (!cards.some((card) => card.address === address)) end(address);
    }
    for (const card of cards) {
      if (!responders.has(card.address)) begin(card);
    }
  }

  return { name, answerOn, stop: () => answerOn([]) };
}

/** Tells whether an address is in a network; where the network is not known, every address is. */
function sameNetwork(cidr: string | null): (address: string) => boolean {
  const [base, length] = cidr?.split('/') ?? [];
  if (base === undefined || length === undefined || !net.isIPv4(base)) return () => true;
  const list = new net.BlockList();
  list.addSubnet(base, Number(length));
  return (address) => list.check(address);
}
