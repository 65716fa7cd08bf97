import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../lib/errors.ts';

/** Limits of a download, in milliseconds. */
export interface DownloadLimits {
  /** Until the answer's head has come. */
  readonly responseMs: number;
  /** Without a single byte. */
  readonly stallMs: number;
  /** How often a broken download goes on from where it broke. */
  readonly resumes: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = { responseMs: 15_000, stallMs: 20_000, resumes: 3 };

const MAXIMUM_REDIRECTS = 5;
const MAXIMUM_BYTES = 1 << 30;

/** Why a source gave nothing usable, in a few words for the list of what was tried. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** True when going on from the bytes that already came may help. */
  readonly resumable: boolean;

  constructor(reason: string, { resumable = false, cause }: { resumable?: boolean; cause?: unknown } = {}) {
    super(reason, { cause });
    this.resumable = resumable;
  }
}

interface DownloadOptions {
  readonly url: string;
  /** Grows while bytes come, and is gone on from when it is there. */
  readonly partFile: string;
  readonly onBytes: (bytes: number, total: number | null) => void;
  readonly signal: AbortSignal;
  readonly limits: DownloadLimits;
}

/**
 * Downloads into a part file, going on from what is there, also after a broken connection or a stall.
 * Throws {@link SourceError}; a system error of this machine's disk, such as ENOSPC, is thrown as it is.
 */
export async function download(options: DownloadOptions): Promise<void> {
  for (let resumes = 0; ; resumes += 1) {
    const before = await sizeOf(options.partFile);
    try {
      await attempt(options, before);
      return;
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof SourceError) || !error.resumable || resumes >= options.limits.resumes)
        throw error;
    }
  }
}

async function attempt(options: DownloadOptions, from: number): Promise<void> {
  const { partFile, limits, signal, onBytes } = options;
  const response = await request(options.url, from, limits, signal);
  const status = response.statusCode ?? 0;
  if (from > 0 && status === 416) {
    // Either all of it is here already or the part is of no use: the checksum that follows tells.
    response.destroy();
    if (/\/(\d+)$/u.exec(response.headers['content-range'] ?? '')?.[1] === String(from)) return;
    await rm(partFile, { force: true });
    throw new SourceError('the part is of no use', { resumable: true });
  }
  if (status !== 200 && status !== 206) {
    response.destroy();
    throw new SourceError(`HTTP ${status}`);
  }
  const start = status === 206 ? rangeStart(response) : 0;
  if (status === 206 && start !== from) {
    response.destroy();
    throw new SourceError('wrong range');
  }
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  const total = Number.isFinite(length) ? start + length : null;
  await store(response, { partFile, start, total, limits, signal, onBytes });
}

function rangeStart(response: IncomingMessage): number {
  return Number(/^bytes (\d+)-/u.exec(response.headers['content-range'] ?? '')?.[1] ?? -1);
}

async function store(
  response: IncomingMessage,
  to: Pick<DownloadOptions, 'partFile' | 'limits' | 'signal' | 'onBytes'> & {
    readonly start: number;
    readonly total: number | null;
  },
): Promise<void> {
  let bytes = to.start;
  let stalled = false;
  const watchdog = setTimeout(() => {
    stalled = true;
    response.destroy(new Error('stalled'));
  }, to.limits.stallMs);
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      watchdog.refresh();
      to.onBytes(bytes, to.total);
      done(bytes > MAXIMUM_BYTES ? new SourceError('too large') : null, chunk);
    },
  });
  to.onBytes(bytes, to.total);
  const file = createWriteStream(to.partFile, { flags: to.start > 0 ? 'a' : 'w', mode: 0o600 });
  // A failed pipeline passes its error on to every stream: the first to have it is where it came from.
  let failedFirst: 'disk' | 'connection' | undefined;
  file.once('error', () => {
    failedFirst ??= 'disk';
  });
  response.once('error', () => {
    failedFirst ??= 'connection';
  });
  try {
    await pipeline(response, counting, file, { signal: to.signal });
  } catch (error) {
    to.signal.throwIfAborted();
    if (error instanceof SourceError) throw error;
    if (stalled) throw new SourceError('stalled', { resumable: true, cause: error });
    if (failedFirst === 'disk') throw error;
    throw new SourceError('connection lost', { resumable: true, cause: error });
  } finally {
    clearTimeout(watchdog);
  }
  if (to.total !== null && bytes !== to.total) throw new SourceError('cut short', { resumable: true });
}

async function request(
  url: string,
  from: number,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let next = new URL(url);
  for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
    const response = await get(next, from, limits, signal);
    const { location } = response.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
    if (!isRedirect || location === undefined) return response;
    response.destroy();
    if (!URL.canParse(location, next.href)) throw new SourceError('bad redirect');
    const target = new URL(location, next);
    if (!['http:', 'https:'].includes(target.protocol)) throw new SourceError('bad redirect');
    if (next.protocol === 'https:' && target.protocol === 'http:') throw new SourceError('unsafe redirect');
    next = target;
  }
  throw new SourceError('too many redirects');
}

function get(url: URL, from: number, limits: DownloadLimits, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      'user-agent': 'mini-cloud-maker',
      'accept-encoding': 'identity',
      ...(from > 0 ? { range: `bytes=${from}-` } : {}),
    };
    const client = url.protocol === 'https:' ? https : http;
    const sent = client.get(url, { headers, signal });
    const timer = setTimeout(() => sent.destroy(new SourceError('no answer')), limits.responseMs);
    sent.on('response', (response) => {
      clearTimeout(timer);
      // A response that is thrown away may still fail; nobody else listens then.
      response.on('error', () => undefined);
      resolve(response);
    });
    sent.on('error', (error) => {
      clearTimeout(timer);
      reject(
        error instanceof SourceError || signal.aborted
          ? error
          : new SourceError(`unreachable (${systemCode(error) ?? error.message})`, { cause: error }),
      );
    });
  });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
