import { createHmac, randomBytes } from 'node:crypto';
import type { Visitor } from '../../sharing/share-door.ts';
import type { Exchange } from '../gateway/route.ts';

/** The browser, for all shares of this cloud. */
const VISITOR_COOKIE = 'mcm-visitor';
/** Bound to the path of one share: that its password is known, and the name that was given for it. */
const TICKET_COOKIE = 'mcm-ticket';
const NAME_COOKIE = 'mcm-name';
const DAY_SECONDS = 86_400;
const VISITOR_SECONDS = 90 * DAY_SECONDS;
const TICKET_SECONDS = DAY_SECONDS;

export const NAME_MAXIMUM = 80;

const VISITOR_ID = /^[\w-]{22}$/u;
const TICKET = /^[\w.~-]{1,300}$/u;

/** Not kept anywhere: what browsers without cookies have begun is forgotten when the core ends. */
const secret = randomBytes(32);

/** A stranger's browser, and whether this is the first that it asks for. */
export type SeenVisitor = Visitor & { readonly isNew: boolean };

/** A name as it was typed; null for none. */
export function visitorName(typed: string | null | undefined): string | null {
  // oxlint-disable-next-line no-control-regex -- it is control characters that are looked for
  const name = (typed ?? '').replaceAll(/[\u0000-\u001F\u007F\p{Cs}]+/gu, ' ').trim();
  return name === '' ? null : Array.from(name).slice(0, NAME_MAXIMUM).join('');
}

/**
 * Who asks. A browser without our cookie is known by its address and its kind while the core runs, so that a program
 * that keeps no cookies is counted once although it asks several times; `isNew` says so.
 */
export function visitorOf(exchange: Exchange): SeenVisitor {
  const { cookies, address, device, request } = exchange;
  const known = cookies.get(VISITOR_COOKIE);
  const isNew = known === undefined || !VISITOR_ID.test(known);
  const ticket = cookies.get(TICKET_COOKIE);
  return {
    id: isNew ? derived(`${address} ${request.headers['user-agent'] ?? ''}`) : known,
    tickets: ticket !== undefined && TICKET.test(ticket) ? [ticket] : [],
    name: visitorName(decoded(cookies.get(NAME_COOKIE))),
    address,
    device,
    isNew,
  };
}

function derived(text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
}

function decoded(value: string | undefined): string | null {
  try {
    return value === undefined ? null : decodeURIComponent(value);
  } catch {
    return null; // not written by us
  }
}

/** The same visitor under the name that its browser will keep; for who answers with a page. */
export function introduce(visitor: SeenVisitor): SeenVisitor {
  return visitor.isNew ? { ...visitor, id: randomBytes(16).toString('base64url') } : visitor;
}

/** Makes a browser known from now on. Never with an answer that has to be the same for everybody. */
export function greet(exchange: Exchange, { id, isNew }: SeenVisitor): void {
  if (!isNew) return;
  exchange.setCookie({
    name: VISITOR_COOKIE,
    value: id,
    path: '/s',
    maxAgeSeconds: VISITOR_SECONDS,
    sameSite: 'lax',
  });
}

/** Keeps what opens a share, for this share alone. */
export function keepTicket(exchange: Exchange, token: string, ticket: string): void {
  exchange.setCookie({
    name: TICKET_COOKIE,
    value: ticket,
    path: `/s/${token}`,
    maxAgeSeconds: TICKET_SECONDS,
    sameSite: 'lax',
  });
}

/** Keeps the name that was given, for this share alone. */
export function keepName(exchange: Exchange, token: string, name: string): void {
  exchange.setCookie({
    name: NAME_COOKIE,
    value: encodeURIComponent(name),
    path: `/s/${token}`,
    maxAgeSeconds: VISITOR_SECONDS,
    sameSite: 'lax',
  });
}
