import { z } from 'zod';
import { isFailure } from '../../lib/errors.ts';
import type { OpenShare, ShareDoor, Visitor } from '../../sharing/share-door.ts';
import type { Exchange } from '../gateway/route.ts';
import { isFull, roomLines } from './pages/request-room.ts';
import { readSmallBody } from './read-body.ts';
import { sendJson } from './respond.ts';
import type { PlainKey } from './texts/texts.ts';
import { keepName, visitorName } from './visitor.ts';
import { sentLine, type Words } from './words.ts';

type RequestDoor = Pick<ShareDoor, 'beginUpload' | 'signUpload' | 'finishUpload' | 'abortUpload'>;

interface Call {
  readonly door: RequestDoor;
  readonly exchange: Exchange;
  readonly share: OpenShare;
  readonly visitor: Visitor;
  readonly token: string;
  readonly words: Words;
}

const partNumber = z.int().min(1).max(10_000);
const upload = z.object({ id: z.uuid() });
const inputs = {
  begin: z.object({
    name: z.string().max(2000),
    sizeBytes: z.int().nonnegative(),
    modifiedAt: z.iso.datetime(),
    /** The name of who sends it. */
    sender: z.string().max(400).nullable(),
  }),
  sign: upload.extend({ numbers: z.array(partNumber).min(1).max(100) }),
  finish: upload,
  abort: upload,
  room: z.object({}),
};

/** Codes that a stranger is told, each with a sentence of its own. What else happens is OTHER to them. */
const TOLD = {
  FILE_TOO_LARGE: 409,
  REQUEST_FULL: 409,
  NAME_INVALID: 409,
  NAME_TOO_LONG: 409,
  CLOUD_FULL: 507,
  TOO_BUSY: 503,
  UPLOAD_GONE: 410,
  UPLOAD_INCOMPLETE: 409,
} as const satisfies Partial<Record<PlainKey, number>>;

function isTold(code: string): code is keyof typeof TOLD {
  return Object.hasOwn(TOLD, code);
}

/**
 * Answers a call of a request's page. False for one that there is not, or that says something no page of ours says:
 * then it is answered like any address that leads nowhere.
 */
export async function answerCall(call: Call, name: string): Promise<boolean> {
  const body = await readSmallBody(call.exchange.request);
  const given = readJson(body);
  if (given === undefined || !Object.hasOwn(inputs, name)) return false;
  try {
    const answer = await run(call, name, given);
    if (answer === undefined) return false;
    if (answer === NAMELESS) await refuse(call, 409, 'NAME_REQUIRED', {});
    else await sendJson(call.exchange, 200, answer);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, data } = error;
    if (isTold(code)) await refuse(call, TOLD[code], code, data);
    // How much room people have is theirs to know.
    else if (code === 'QUOTA_EXCEEDED') await refuse(call, TOLD.CLOUD_FULL, 'CLOUD_FULL', {});
    else if (code === 'FOLDER_GONE' || code === 'NOT_FOUND') return false;
    else await refuse(call, 503, 'OTHER', {});
  }
  return true;
}

const NAMELESS = 'nameless';

/** Undefined for what cannot be understood; {@link NAMELESS} where the request asks for a name and there is none. */
async function run(call: Call, name: string, given: unknown): Promise<object | typeof NAMELESS | undefined> {
  const { door, share, exchange, token } = call;
  switch (name) {
    case 'begin': {
      const asked = inputs.begin.safeParse(given);
      if (!asked.success) return undefined;
      const { sender, ...file } = asked.data;
      const senderName = share.asksName ? (visitorName(sender) ?? call.visitor.name) : null;
      if (share.asksName && senderName === null) return NAMELESS;
      if (senderName !== null && senderName !== call.visitor.name) keepName(exchange, token, senderName);
      const { id, partBytes, parts } = await door.beginUpload(
        share,
        { ...call.visitor, name: senderName },
        file,
        exchange.signal,
      );
      return { id, partBytes, parts };
    }
    case 'sign': {
      const asked = inputs.sign.safeParse(given);
      if (!asked.success) return undefined;
      const { origin } = exchange;
      return { urls: await door.signUpload(share, call.visitor, { ...asked.data, origin }) };
    }
    case 'finish': {
      const asked = inputs.finish.safeParse(given);
      if (!asked.success) return undefined;
      const { name: stored, sizeBytes } = await door.finishUpload(share, call.visitor, asked.data.id);
      return { name: stored, sizeBytes, line: sentLine(call.words, sizeBytes, new Date()) };
    }
    case 'abort': {
      const asked = inputs.abort.safeParse(given);
      if (!asked.success) return undefined;
      await door.abortUpload(share, call.visitor, asked.data.id);
      return {};
    }
    default: {
      const { request } = share;
      return { full: isFull(request), lines: roomLines(request, call.words) };
    }
  }
}

function refuse(
  { exchange, words }: Call,
  status: number,
  code: keyof typeof TOLD | 'NAME_REQUIRED' | 'OTHER',
  data: unknown,
): Promise<void> {
  const largest = z.object({ largest: z.number() }).safeParse(data);
  const size = largest.success ? words.size(largest.data.largest) : '';
  return sendJson(exchange, status, { error: { code, text: words.say(code, { size }) } });
}

function readJson(body: string | null): unknown {
  try {
    return body === null ? undefined : JSON.parse(body);
  } catch {
    return undefined; // not from a page of ours
  }
}
