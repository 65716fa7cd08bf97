import { createORPCClient } from '@orpc/client';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import type { RouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { ConnectionLost } from './connection-lost.ts';
import { openWebConnection } from './web-connection.ts';

const router = { cloud: { info: os.handler(() => 'here') }, drive: { list: os.handler(() => 'files') } };

/** A core over HTTP that can go away: no answer at all, or the page of somebody else. */
function open(patienceMs?: number) {
  const handler = new RPCHandler(router);
  let answers: 'yes' | 'no' | 'page' = 'yes';
  const headers: (string | null)[] = [];
  const connection = openWebConnection({
    url: 'http://cloud.test/rpc',
    ...(patienceMs === undefined ? {} : { patienceMs }),
    fetch: async (request) => {
      headers.push(request.headers.get('x-mcm'));
      if (answers === 'no') throw new TypeError('Failed to fetch');
      if (answers === 'page') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
      const { response } = await handler.handle(request, { prefix: '/rpc', context: {} });
      return response ?? new Response(null, { status: 404 });
    },
  });
  const client: RouterClient<typeof router> = createORPCClient({
    call: async (path, input, options) => (await connection.link()).call(path, input, options),
  });
  return { connection, client, headers, answer: (how: typeof answers) => void (answers = how) };
}

test('calls go by HTTP, with the header that only the page itself can send', async () => {
  const { client, connection, headers } = open();
  expect(await client.drive.list()).toBe('files');
  expect(headers).toEqual(['1']);
  expect(connection.state().kind).toBe('connected');
});

test.each(['no', 'page'] as const)(
  'an answer that is none (%s) means that the cloud is waited for',
  async (how) => {
    const { client, connection, answer } = open();
    await client.drive.list();
    answer(how);
    await expect(client.drive.list()).rejects.toMatchObject({ name: 'NoAnswer' });
    expect(connection.state().kind).toBe('restarting');
    const later = client.drive.list();
    answer('yes');
    expect(await later).toBe('files');
    expect(connection.state().kind).toBe('connected');
  },
);

test('a call does not wait for ever', async () => {
  const { client, answer } = open(20);
  answer('no');
  await expect(client.drive.list()).rejects.toMatchObject({ name: 'NoAnswer' });
  await expect(client.drive.list()).rejects.toBeInstanceOf(ConnectionLost);
});
