import { mkdtemp, rm, utimes } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reach, recentlyUnreachable, rememberUnreachable } from './probe.ts';

let open: net.Server | undefined;
let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), 'mcm-probe-'));
  vi.stubEnv('MCM_CACHE', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  open?.close();
  await rm(cache, { recursive: true });
});

async function address(server: net.Server): Promise<URL> {
  open = server;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('not bound to a port');
  return new URL(`http://127.0.0.1:${bound.port}/file`);
}

test('any answer counts as reached, also one that refuses', async () => {
  const url = await address(http.createServer((_request, response) => response.writeHead(403).end()));
  expect(await reach(url)).toBeUndefined();
});

test('a port where nobody listens is told at once', async () => {
  const url = await address(net.createServer());
  open?.close();
  expect(await reach(url)).toContain('ECONNREFUSED');
});

test('somebody who never answers is not waited for', async () => {
  const sockets: net.Socket[] = [];
  const url = await address(net.createServer((socket) => sockets.push(socket)));
  expect(await reach(url, 200)).toBe(`${url.host} does not answer`);
  for (const socket of sockets) socket.destroy();
});

test('unreachable downloads are remembered for a day', async () => {
  expect(await recentlyUnreachable()).toBe(false);
  await rememberUnreachable();
  expect(await recentlyUnreachable()).toBe(true);
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
  await utimes(path.join(cache, 'electron-downloads-unreachable'), twoDaysAgo, twoDaysAgo);
  expect(await recentlyUnreachable()).toBe(false);
});
