import {
  contentKind,
  READ_FOR_LONG,
  type ContentAnswer,
  type ContentQuestion,
} from '../../../contract/shell.ts';
import { contentHead, guardHeaders, THUMBNAIL_HEADER } from '../../lib/content-head.ts';
import { fail } from '../../lib/errors.ts';
import { always, type GoingOn, type Leave, leaveOrNull } from '../../lib/going-on.ts';
import type { OwnerOfContent } from '../../previews/content.ts';
import { sendObject } from '../bytes/send-object.ts';
import { httpSession, peopleModes, type HttpWireDeps } from './http-wire.ts';
import type { Exchange, Route } from './route.ts';

/** What the route of contents needs of the rest. */
export interface ContentRouteDeps extends HttpWireDeps {
  /** Where the bytes behind an address are. */
  readonly findContent: (question: ContentQuestion, signal: AbortSignal) => Promise<ContentAnswer>;
  /** In whose drive that is for a person who wants to look at it; their own for what there is not. */
  readonly ownerOfContent: OwnerOfContent;
  readonly goingOn: GoingOn;
  /** Whether the token of an address is one of this session. */
  readonly isOfSession: (token: string, sessionId: string) => boolean;
  /** Notes a file that a person saved, once all of it has gone. */
  readonly downloaded: (userId: string, bytes: number) => Promise<void>;
}

const ADDRESS = /^\/content\/(?<token>[\da-f]{64})\/(?<what>[a-z]+)\/(?<nodeId>[\da-f-]{36})$/u;
const CONTENT_ID = /^[\da-f-]{36}$/u;

/** The bytes and small pictures of a person's files, for the browser that holds the session in its cookie. */
export function contentRoute(deps: ContentRouteDeps): Route {
  async function answer(exchange: Exchange): Promise<void> {
    const asked = readAddress(exchange.path, exchange.search);
    const session = httpSession(exchange, deps);
    try {
      const { user } = await session.caller();
      // An address that somebody passed on opens nothing without the session that it was made for.
      if (asked === null || user === null || !deps.isOfSession(asked.question.token, user.sessionId))
        return empty(exchange, 404);
      const { userId } = user;
      const leave = await leaveFor(userId, asked.question);
      if (leave === null) return empty(exchange, 404);
      try {
        const signal = AbortSignal.any([exchange.signal, session.signal(), leave.signal]);
        const found = await deps.findContent(asked.question, signal);
        if (found.kind === 'away') return empty(exchange, 503);
        if (found.kind !== 'found')
          return empty(exchange, 404, found.kind === 'wanted' ? { [THUMBNAIL_HEADER]: 'wanted' } : {});
        return await send(exchange, { found, save: asked.save, signal, userId });
      } finally {
        leave.end();
      }
    } finally {
      session.release();
    }
  }

  /** Of whoever shares it; null when it is no longer shared. */
  async function leaveFor(userId: string, question: ContentQuestion): Promise<Leave | null> {
    const { what, nodeId } = question;
    // Pictures have gone before anybody could end them.
    const ownerId = READ_FOR_LONG.has(what) ? await deps.ownerOfContent(userId, question) : userId;
    if (ownerId === userId) return always();
    const check = async () => {
      if ((await deps.ownerOfContent(userId, question)) !== ownerId) throw fail('FOLDER_GONE');
    };
    const key = `${userId} ${what} ${nodeId}`;
    return leaveOrNull(deps.goingOn, { key, userId, ownerIds: [ownerId], check });
  }

  async function send(
    { request, response, method }: Exchange,
    part: {
      readonly found: Extract<ContentAnswer, { kind: 'found' }>;
      readonly save: boolean;
      readonly signal: AbortSignal;
      readonly userId: string;
    },
  ): Promise<void> {
    const { found, save, signal, userId } = part;
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : null;
    };
    const { status, headers, body } = contentHead(found, { method, header }, null, save);
    if (body === 'none') {
      response.writeHead(status, headers).end();
      return;
    }
    const range = body === 'all' ? null : body;
    const sent = await sendObject(response, { url: found.url, status, headers, range, signal });
    // Of a download that was gone on with, the last part is the one that completes it.
    const last = range === null || range.end + 1 === found.size;
    if (save && sent.complete && last) await deps.downloaded(userId, found.size ?? sent.bytes);
  }

  return {
    get modes() {
      return peopleModes(deps);
    },
    matches: (method, path) => (method === 'GET' || method === 'HEAD') && path.startsWith('/content/'),
    handle: answer,
  };
}

/** An address of content taken apart; null for any other. */
function readAddress(path: string, search: string): { question: ContentQuestion; save: boolean } | null {
  const { token = '', what: kind, nodeId = '' } = ADDRESS.exec(path)?.groups ?? {};
  const { data: what } = contentKind.safeParse(kind);
  if (what === undefined) return null;
  const words = search === '' ? [] : search.split('&');
  const contentIds = words.filter((word) => word !== 'save');
  const [contentId = null] = contentIds;
  if (contentIds.length > 1 || (contentId !== null && !CONTENT_ID.test(contentId))) return null;
  return { question: { token, what, nodeId, contentId }, save: words.includes('save') };
}

function empty({ response }: Exchange, status: number, more: Record<string, string> = {}): void {
  response
    .writeHead(status, { ...guardHeaders(null), 'cache-control': 'no-store', 'content-length': '0', ...more })
    .end();
}
