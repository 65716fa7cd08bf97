import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { OpenShare, ShareDoor, Visitor } from '../../sharing/share-door.ts';
import { sendObject } from '../bytes/send-object.ts';
import type { Exchange, Route } from '../gateway/route.ts';
import { makeZipLine } from '../gateway/zip-line.ts';
import { makeAssets, readScript } from './assets.ts';
import { sendDownload, sendPicture, sendView, type BytesDeps, type BytesOutcome } from './file-bytes.ts';
import { busyPage, closedPage, passwordPage, restingPage, askNamePage } from './pages/message-pages.ts';
import type { PageContext } from './pages/layout.ts';
import type { ShareContext } from './pages/share-view.ts';
import { makeOnce } from './once.ts';
import { readSmallBody } from './read-body.ts';
import { answerCall } from './request-calls.ts';
import { redirect, sendAsset, sendBusyPage, sendPage } from './respond.ts';
import { isSharePath, parseSharePath, type ShareTarget } from './share-path.ts';
import { entryPage, topPage } from './show.ts';
import {
  greet,
  introduce,
  keepName,
  keepTicket,
  visitorName,
  visitorOf,
  type SeenVisitor,
} from './visitor.ts';
import { wordsOf } from './words.ts';
import { sendZip, type ZipDeps } from './zip-bytes.ts';

export interface ShareRoutesDeps {
  readonly door: ShareDoor;
  readonly contentOf: BytesDeps['contentOf'];
  readonly jpegOf: BytesDeps['jpegOf'];
  readonly zips: ZipDeps['zips'];
  readonly cloudName: () => string;
  /** The built script of the pages; where it is missing they do without. */
  readonly scriptFile: URL;
  readonly log: Log;
}

/**
 * Every closed answer takes this long at least, in milliseconds: more than looking anything up takes, so that the time
 * does not tell a link that was from one that never was.
 */
const CLOSED_MS = 60;
/** Added to an address after something was entered: who comes back without it keeps no cookies. */
const ENTERED = 'entered';
/** Failures that pass by themselves. */
const PASSING = ['SERVER_NOT_RUNNING', 'ENDPOINT_UNREACHABLE', 'TOO_BUSY', 'NO_NETWORK'] as const;

/** Makes what the door answers below `/s`: pages, bytes and calls of shares, for whoever has their address. */
export async function makeShareRoutes(deps: ShareRoutesDeps): Promise<Route> {
  const { door, log } = deps;
  const assets = makeAssets(await readScript(deps.scriptFile));
  const bytes: BytesDeps = { door, contentOf: deps.contentOf, jpegOf: deps.jpegOf, send: sendObject };

  const pages = makeOnce<string | null>();
  const line = makeZipLine();

  const contextOf = (exchange: Exchange): PageContext => ({
    words: wordsOf(exchange.language),
    assets,
    cloudName: deps.cloudName(),
  });

  async function closed(exchange: Exchange, since: number): Promise<void> {
    const left = CLOSED_MS - (performance.now() - since);
    if (left > 0) await sleep(left, undefined, { ref: false });
    await sendPage(exchange, 404, closedPage(contextOf(exchange)));
  }

  async function handle(exchange: Exchange): Promise<void> {
    const since = performance.now();
    const asset = exchange.method === 'GET' ? assets.byPath(exchange.path) : null;
    if (asset !== null) return sendAsset(exchange, asset);
    const asked = parseSharePath(exchange.path);
    try {
      const answered = asked !== null && (await answer(exchange, asked.token, asked.target));
      return answered ? undefined : await closed(exchange, since);
    } catch (error) {
      if (!PASSING.some((code) => isFailure(error, code)) || exchange.response.headersSent) throw error;
      return await sendPage(exchange, 503, restingPage(contextOf(exchange), exchange.path));
    }
  }

  /** False for what there is not, or what nobody may see. */
  async function answer(exchange: Exchange, token: string, target: ShareTarget): Promise<boolean> {
    const { method } = exchange;
    const reads = method === 'GET' || method === 'HEAD';
    const writes = method === 'POST' && exchange.sameOrigin && ['top', 'api'].includes(target.kind);
    if (!(reads || writes)) return false;
    const visitor = visitorOf(exchange);
    const opened = await door.open(token, visitor);
    if (opened.kind === 'closed') return false;
    if (opened.kind === 'password') return askPassword(exchange, token, target, reads);
    const { share } = opened;
    if (target.kind === 'api') {
      if (reads || share.kind !== 'request') return false;
      const call = { door, exchange, share, visitor, token, words: wordsOf(exchange.language) };
      return answerCall(call, target.call);
    }
    if (!reads) return takeName(exchange, token, share);
    // A request asks for the name where files are chosen.
    if (share.kind === 'link' && share.asksName && visitor.name === null)
      return askName(exchange, token, target, share);
    return give(exchange, { token, share, visitor }, target);
  }

  async function give(
    exchange: Exchange,
    { token, share, visitor }: { token: string; share: OpenShare; visitor: SeenVisitor },
    target: Exclude<ShareTarget, { kind: 'api' }>,
  ): Promise<boolean> {
    if (target.kind === 'top' || target.kind === 'folder' || target.kind === 'page') {
      const context: ShareContext = { ...contextOf(exchange), share, base: `/s/${token}` };
      const known = introduce(visitor);
      const query = new URLSearchParams(exchange.search);
      const make = () =>
        target.kind === 'top'
          ? topPage(door, context, known, query)
          : entryPage(door, context, target, query);
      // Of a request everybody sees what they sent themselves.
      const page = await (share.kind === 'request' ? make() : pages.once(pageKey(exchange, share), make));
      if (page === null) return false;
      greet(exchange, known);
      if (exchange.method === 'GET') await door.opened(share, known);
      await sendPage(exchange, 200, page);
      return true;
    }
    if (share.kind !== 'link') return false;
    const outcome = await sendTarget(exchange, { share, visitor }, target.kind, target.id);
    if (outcome === 'resting') await sendPage(exchange, 503, restingPage(contextOf(exchange), exchange.path));
    if (outcome === 'busy')
      await sendBusyPage(exchange, busyPage(contextOf(exchange), exchange.path, `/s/${token}`));
    return outcome !== 'closed';
  }

  async function sendTarget(
    exchange: Exchange,
    { share, visitor }: { readonly share: OpenShare; readonly visitor: Visitor },
    kind: 'zip' | 'download' | 'view' | 'picture',
    id: string | null,
  ): Promise<BytesOutcome> {
    if (kind === 'zip') return sendZip({ door, zips: deps.zips, log, line }, exchange, share, visitor, id);
    const entry = id === null ? null : await door.file(share, id);
    return entry === null ? 'closed' : sendBytes(exchange, { share, visitor }, entry, kind);
  }

  function sendBytes(
    exchange: Exchange,
    { share, visitor }: { readonly share: OpenShare; readonly visitor: Visitor },
    entry: Parameters<typeof sendPicture>[3],
    kind: 'download' | 'view' | 'picture',
  ) {
    if (kind === 'download') return sendDownload(bytes, exchange, share, visitor, entry);
    if (kind === 'view') return sendView(bytes, exchange, share, entry);
    return sendPicture(bytes, exchange, share, entry);
  }

  async function askPassword(
    exchange: Exchange,
    token: string,
    target: ShareTarget,
    reads: boolean,
  ): Promise<boolean> {
    const base = `/s/${token}`;
    if (target.kind !== 'top') {
      if (target.kind === 'api') return false;
      await redirect(exchange, base);
      return true;
    }
    const visitor = introduce(visitorOf(exchange));
    if (reads) {
      greet(exchange, visitor);
      const problem = exchange.search === ENTERED ? 'cookies' : null;
      await sendPage(exchange, 200, passwordPage(contextOf(exchange), base, problem));
      return true;
    }
    const password = await field(exchange, 'password');
    const tried = password === null ? 'wrong' : await door.unlock(token, password, visitor);
    if (tried === 'closed') return false;
    greet(exchange, visitor);
    if (tried === 'wrong') {
      await sendPage(exchange, 403, passwordPage(contextOf(exchange), base, 'wrong'));
      return true;
    }
    keepTicket(exchange, token, tried.ticket);
    await redirect(exchange, `${base}?${ENTERED}`);
    return true;
  }

  async function askName(
    exchange: Exchange,
    token: string,
    target: ShareTarget,
    share: OpenShare,
  ): Promise<boolean> {
    const base = `/s/${token}`;
    if (target.kind !== 'top') {
      await redirect(exchange, base);
      return true;
    }
    greet(exchange, introduce(visitorOf(exchange)));
    const problem = exchange.search === ENTERED ? 'cookies' : null;
    await sendPage(exchange, 200, askNamePage(contextOf(exchange), base, share.sharedBy, problem));
    return true;
  }

  async function takeName(exchange: Exchange, token: string, share: OpenShare): Promise<boolean> {
    const base = `/s/${token}`;
    if (share.kind !== 'link') return false;
    const name = visitorName(await field(exchange, 'name'));
    if (name === null && share.asksName) {
      await sendPage(exchange, 400, askNamePage(contextOf(exchange), base, share.sharedBy, 'missing'));
      return true;
    }
    if (name !== null) keepName(exchange, token, name);
    await redirect(exchange, share.asksName ? `${base}?${ENTERED}` : base);
    return true;
  }

  return { modes: ['links', 'people'], matches: (_method, path) => isSharePath(path), handle };
}

/** Whatever decides what is on a page of a link. */
function pageKey({ language, path, search }: Exchange, share: OpenShare): string {
  return `${language} ${path}?${search} ${JSON.stringify(share)}`;
}

/** What was entered in a form; null where there is none. */
async function field(exchange: Exchange, name: string): Promise<string | null> {
  const body = await readSmallBody(exchange.request);
  const value = body === null ? null : new URLSearchParams(body).get(name);
  return value === null || value === '' ? null : value.slice(0, 400);
}
