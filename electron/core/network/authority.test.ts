import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeVault } from '../lib/vault.ts';
import { makeAuthorityKeeper } from './authority.ts';
import { type Certified, issueLeaf, LEAF_DAYS, makeAuthority } from './certificates.ts';

const DAY_MS = 24 * 60 * 60_000;
let folder: string;
let hosts: string[];
let time: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-authority-'));
  hosts = ['192.168.1.20', '127.0.0.1', 'localhost', 'casa.local'];
  time = Date.now();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keeper = () =>
  makeAuthorityKeeper({
    vault: makeVault(path.join(folder, 'secrets.json'), null),
    cloudName: () => 'Casa da João',
    hosts: () => hosts,
    now: () => new Date(time),
  });

/** Whether a browser that trusts the authority alone would take this certificate for a host's. */
async function verified(ca: string, { cert, key }: Certified, host: string): Promise<boolean> {
  const server = tls.createServer({ cert, key }, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const accepted = await new Promise<boolean>((resolve) => {
    const socket = tls.connect({
      host: '127.0.0.1',
      port,
      ca,
      checkServerIdentity: (_name, peer) => tls.checkServerIdentity(host, peer),
    });
    socket.once('secureConnect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.resume();
  });
  await new Promise((resolve) => server.close(resolve));
  return accepted;
}

test('a browser that trusts the authority opens this cloud by its address and its name', async () => {
  const authority = keeper();
  const { cert, key } = await authority.credentials();
  const ca = authority.trusted()?.der ?? Buffer.alloc(0);
  const server = https.createServer({ cert, key }, (_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const pem = new X509Certificate(ca).toString();
  const status = await new Promise((resolve, reject) => {
    https
      .get({ host: '127.0.0.1', port, ca: pem }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .once('error', reject);
  });
  server.close();
  expect(status).toBe(200);
  for (const host of hosts) expect(await verified(pem, { cert, key }, host), host).toBe(true);
});

test('the authority cannot vouch for anything outside the local network', async () => {
  const now = new Date(time);
  const authority = await makeAuthority('Casa', [], now);
  for (const host of ['example.com', 'bank.example', '203.0.113.9', '8.8.8.8', 'xlocal']) {
    const leaf = await issueLeaf(authority, [host], now);
    expect(await verified(authority.cert, leaf, host), host).toBe(false);
  }
  for (const host of ['10.1.2.3', '172.31.9.9', '192.168.7.7', '100.101.102.103', 'nas.lan']) {
    const leaf = await issueLeaf(authority, [host], now);
    expect(await verified(authority.cert, leaf, host), host).toBe(true);
  }
});

test('a computer whose address is public can have HTTPS too: the authority is made for it', async () => {
  hosts = ['203.0.113.9', 'localhost'];
  const authority = keeper();
  const leaf = await authority.credentials();
  const pem = new X509Certificate(authority.trusted()?.der ?? '').toString();
  expect(await verified(pem, leaf, '203.0.113.9')).toBe(true);
});

test('the authority is made once, and devices that trust it go on trusting it after a restart', async () => {
  const first = keeper();
  await first.credentials();
  const second = keeper();
  await second.load();
  expect(second.trusted()?.fingerprint).toMatch(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/u);
  expect(second.trusted()?.fingerprint).toBe(first.trusted()?.fingerprint);
});

test('its key is in the vault and nowhere else', async () => {
  const authority = keeper();
  const { cert } = await authority.credentials();
  expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).toContain('PRIVATE KEY');
  expect(cert).not.toContain('PRIVATE KEY');
  expect(Object.keys(authority.trusted() ?? {})).toEqual(['der', 'fingerprint']);
});

test('a certificate lasts as long as every browser accepts, and is made anew before it ends', async () => {
  const authority = keeper();
  const { cert } = await authority.credentials();
  const { validFrom, validTo } = new X509Certificate(cert);
  expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThanOrEqual(LEAF_DAYS * DAY_MS);
  expect(authority.stale()).toBe(false);
  time += 370 * DAY_MS;
  expect(authority.stale()).toBe(true);
  const again = await authority.credentials();
  expect(again.cert).not.toBe(cert);
});

test('a new address needs a new certificate of the same authority; one that went does not', async () => {
  const authority = keeper();
  const before = await authority.credentials();
  hosts = hosts.slice(1);
  expect(authority.stale()).toBe(false);
  hosts = ['192.168.7.9', ...hosts];
  expect(authority.stale()).toBe(true);
  const { fingerprint } = authority.trusted() ?? {};
  const { cert } = await authority.credentials();
  expect(cert).not.toBe(before.cert);
  expect(authority.trusted()?.fingerprint).toBe(fingerprint);
  expect(new X509Certificate(cert).checkIP('192.168.7.9')).toBe('192.168.7.9');
});
