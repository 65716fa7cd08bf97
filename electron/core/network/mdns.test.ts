import dgram from 'node:dgram';
import makeMdns, { type MulticastDNS } from 'multicast-dns';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { until } from '../../../tests/support/core.ts';
import { silentLog } from '../lib/log.ts';
import { makeLocalName, type LocalName } from './mdns.ts';

/** Not the real one, where other programs of this computer stand, and another for each run of the tests. */
const PORT = 20_000 + (process.pid % 20_000);
const CARD = { address: '127.0.0.1', cidr: '127.0.0.1/8' };

let cloudName: string;
let own: string[];
let names: string[];
let local: LocalName;
let phone: MulticastDNS;
/** Addresses that the phone was told for a name, the last one last. */
let heard: Map<string, string[]>;

beforeEach(async () => {
  cloudName = 'Casa';
  own = ['127.0.0.1'];
  names = [];
  heard = new Map();
  phone = makeMdns({ port: PORT, interface: '127.0.0.1', bind: '0.0.0.0' });
  phone.on('error', () => undefined);
  phone.on('response', ({ answers }) => {
    for (const answer of answers ?? []) {
      if (answer.type === 'A') heard.set(answer.name, [...(heard.get(answer.name) ?? []), answer.data]);
    }
  });
  await new Promise<void>((resolve) => phone.on('ready', () => resolve()));
  local = makeLocalName({
    log: silentLog(),
    cloudName: () => cloudName,
    ownAddresses: () => own,
    onChange: () => names.push(local.name()),
    port: PORT,
  });
});
afterEach(() => {
  local.stop();
  phone.destroy();
});

/** Asks until somebody answers, as phones do. */
async function resolve(name: string): Promise<string | undefined> {
  heard.clear();
  await until(() => {
    phone.query([{ name, type: 'A' }]);
    return heard.has(name);
  }, 5000).catch(() => undefined);
  return heard.get(name)?.at(-1);
}

test('a phone that asks for the name gets the address of the card it asked by', async () => {
  local.answerOn([CARD]);
  expect(await resolve('casa.local')).toBe('127.0.0.1');
});

test('a renamed cloud answers to its new name', async () => {
  local.answerOn([CARD]);
  cloudName = 'Nuvem da João';
  expect(local.name()).toBe('nuvem-da-joao.local');
  expect(await resolve('nuvem-da-joao.local')).toBe('127.0.0.1');
});

test('where another computer has the name, a number is added', async () => {
  local.answerOn([CARD]);
  expect(await resolve('casa.local')).toBe('127.0.0.1');
  phone.respond([{ name: 'casa.local', type: 'A', ttl: 120, data: '192.0.2.77' }]);
  await until(() => names.includes('casa-2.local'), 5000);
  expect(await resolve('casa-2.local')).toBe('127.0.0.1');
});

test('an answer with an address of its own is no other computer', async () => {
  own = ['127.0.0.1', '192.168.1.20'];
  local.answerOn([CARD]);
  phone.respond([{ name: 'casa.local', type: 'A', ttl: 120, data: '192.168.1.20' }]);
  await resolve('casa.local');
  expect(local.name()).toBe('casa.local');
});

test('once the door is closed nobody answers', async () => {
  local.answerOn([CARD]);
  expect(await resolve('casa.local')).toBe('127.0.0.1');
  local.answerOn([]);
  heard.clear();
  for (let round = 0; round < 20; round += 1) {
    phone.query([{ name: 'casa.local', type: 'A' }]);
    await new Promise((later) => setTimeout(later, 10));
  }
  expect(heard.size).toBe(0);
});

test('a question from port 0, which programs can make up, ends nothing', async () => {
  const made = vi.spyOn(dgram, 'createSocket');
  local.answerOn([CARD]);
  const socket: unknown = made.mock.results.at(-1)?.value;
  made.mockRestore();
  if (!(socket instanceof dgram.Socket)) throw new Error('no socket was made');
  await resolve('casa.local');
  const thrown: unknown[] = [];
  const note = (error: unknown) => void thrown.push(error);
  process.on('uncaughtException', note);
  // One question: the address (1) of this name on the internet (1).
  const question = Buffer.from('\0\0\0\0\0\x01\0\0\0\0\0\0\x04casa\x05local\0\0\x01\0\x01', 'latin1');
  // The system does not let a program without privileges send it.
  socket.emit('message', question, { address: '127.0.0.1', family: 'IPv4', port: 0, size: question.length });
  await new Promise((later) => setTimeout(later, 50));
  process.off('uncaughtException', note);
  expect(thrown).toEqual([]);
  expect(await resolve('casa.local')).toBe('127.0.0.1');
});

test('a card without multicast harms nothing', () => {
  expect(() => local.answerOn([{ address: '203.0.113.9', cidr: null }])).not.toThrow();
  local.answerOn([]);
});
