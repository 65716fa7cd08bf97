// @vitest-environment node
import { createORPCClient } from '@orpc/client';
import type { RouterClient } from '@orpc/server';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, test } from 'vitest';
import { ConnectionLost } from './connection-lost.ts';
import { openConnection, type PortSource } from './connection.ts';

/** A core of one call and one stream; `name` tells which of several answered. */
const core = (name: string) => ({
  whoAnswers: os.handler(() => name),
  never: os.handler(() => new Promise<string>(() => undefined)),
  forever: os.handler(async function* () {
    yield name;
    await new Promise(() => undefined);
  }),
});
type Core = ReturnType<typeof core>;

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Stands in for the window: hands out ports when the test says so. */
function shell() {
  let hearPort: (port: MessagePort) => void = () => undefined;
  let hearFailure: (code: string) => void = () => undefined;
  const source: PortSource = {
    connect: () => undefined,
    onPort(listener) {
      hearPort = listener;
    },
    onRestarted: () => undefined,
    onFailed(listener) {
      hearFailure = listener;
    },
  };
  return {
    source,
    startCore(name: string) {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      new RPCHandler(core(name)).upgrade(port2);
      port2.start();
      hearPort(port1);
      return { stop: () => port2.close() };
    },
    fail: (code: string) => hearFailure(code),
  };
}

function open(patienceMs?: number) {
  const desktop = shell();
  const connection = openConnection(desktop.source, patienceMs);
  const client: RouterClient<Core> = createORPCClient({
    call: async (path, input, options) => (await connection.link()).call(path, input, options),
  });
  return { desktop, connection, client };
}

test('a call made before the core is there waits for it', async () => {
  const { desktop, client, connection } = open();
  const answer = client.whoAnswers();
  expect(connection.state().kind).toBe('connecting');
  desktop.startCore('first');
  expect(await answer).toBe('first');
  expect(connection.state().kind).toBe('connected');
});

test('a call under way ends when the core dies, and the next one waits for the new core', async () => {
  const { desktop, client, connection } = open();
  const first = desktop.startCore('first');
  expect(await client.whoAnswers()).toBe('first');
  const underWay = client.never();
  first.stop();
  await expect(underWay).rejects.toMatchObject({ name: 'AbortError' });
  expect(connection.state().kind).toBe('restarting');
  const next = client.whoAnswers();
  desktop.startCore('second');
  expect(await next).toBe('second');
});

test('a stream ends with an error when a new port takes the place of its own', async () => {
  const { desktop, client } = open();
  desktop.startCore('first');
  const stream = await client.forever();
  expect(await stream.next()).toEqual({ done: false, value: 'first' });
  const next = stream.next();
  desktop.startCore('second');
  await expect(next).rejects.toBeInstanceOf(Error);
  expect(await client.whoAnswers()).toBe('second');
});

test('a call gives up when no core comes', async () => {
  const { client } = open(20);
  await expect(client.whoAnswers()).rejects.toBeInstanceOf(ConnectionLost);
});

test('a core that cannot start is named by its code, an unknown one as unexpected', () => {
  const { desktop, connection } = open();
  desktop.fail('DATABASE_DAMAGED');
  expect(connection.state()).toEqual({ kind: 'failed', failure: { code: 'DATABASE_DAMAGED' } });
  desktop.fail('SOMETHING_ELSE');
  expect(connection.state()).toEqual({ kind: 'failed', failure: { code: 'INTERNAL' } });
});
