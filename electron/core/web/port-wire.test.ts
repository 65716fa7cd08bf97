import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { randomUUID } from 'node:crypto';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeEvents, type Events } from '../lib/events.ts';
import { makePortWire } from './port-wire.ts';
import type { WireContext } from './router.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- a router of three calls stands in for the contract's */

/** Three calls are enough to look at a connection from its page's side. */
const base = os.$context<WireContext>();
const router = {
  who: base.handler(async ({ context }) => (await context.caller()).user?.userId ?? null),
  begin: base.handler(async ({ context }) => (await context.caller()).connection.begin('token of ana', true)),
  take: base.handler(async ({ context }) => {
    const grant = await (await context.caller()).connection.takeGrant(granted);
    return grant?.path ?? null;
  }),
};
interface Page {
  who(): Promise<string | null>;
  begin(): Promise<void>;
  take(): Promise<string | null>;
}

const granted = randomUUID();
let valid: Set<string>;
let events: Events;
let remembered: (string | null)[];
let wire: ReturnType<typeof makePortWire>;
const ports: { close(): void }[] = [];

beforeEach(() => {
  valid = new Set(['token of ana']);
  events = makeEvents();
  remembered = [];
  wire = makePortWire({
    router: router as never,
    authenticate: (token) =>
      Promise.resolve(
        valid.has(token)
          ? { userId: token, role: 'member', sessionId: 's', mustChangePassword: false }
          : null,
      ),
    events,
    remember: (_windowId, token) => remembered.push(token),
  });
});
afterEach(() => {
  wire.close();
  for (const port of ports.splice(0)) port.close();
});

function page(windowId: number, token: string | null = null): Page {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  wire.connect(windowId, port1, token);
  port2.start();
  const link = new RPCLink({ port: port2 });
  return createORPCClient(link) as never;
}

test('a window begins with the session it was given, and with none without', async () => {
  expect(await page(1, 'token of ana').who()).toBe('token of ana');
  expect(await page(2).who()).toBeNull();
});

test('a reload keeps the session, another window does not get it', async () => {
  await page(1).begin();
  expect(await page(1).who()).toBe('token of ana');
  expect(await page(2).who()).toBeNull();
  expect(remembered).toEqual(['token of ana']);
});

test('a session that was ended elsewhere is forgotten here', async () => {
  const window = page(1, 'token of ana');
  await window.who();
  valid.clear();
  events.emit('sessions.ended', { userId: 'token of ana' });
  await expect.poll(() => remembered).toEqual([null]);
});

test('a handle works once, and only in its own window', async () => {
  const [mine, other] = [page(1), page(2)];
  wire.grant(1, [{ id: granted, path: '/chosen', temporary: false }]);
  expect(await other.take()).toBeNull();
  expect(await mine.take()).toBe('/chosen');
  expect(await mine.take()).toBeNull();
});

test('a handle that comes after the call that uses it is waited for', async () => {
  const window = page(1);
  const taken = window.take();
  await window.who();
  wire.grant(1, [{ id: granted, path: '/late', temporary: false }]);
  expect(await taken).toBe('/late');
});
