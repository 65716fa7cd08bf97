import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keychain } from './keychain.ts';
import { openRememberedSession } from './remembered-session.ts';

let folder: string;
let problems: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mcm-session-'));
  problems = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, 'session.json');
const open = (keychain: Keychain | null) =>
  openRememberedSession(folder, keychain, (message) => problems.push(message));

/** The system's own needs Electron. */
const keychain: Keychain = {
  encrypt: (text) => Buffer.from(`locked:${text}`).toString('base64'),
  decrypt(data) {
    const text = Buffer.from(data, 'base64').toString();
    if (!text.startsWith('locked:')) throw new Error('not mine');
    return text.slice('locked:'.length);
  },
};

describe.each([
  ['with a keychain', keychain],
  ['without a keychain', null],
])('a remembered session %s', (_with, chain) => {
  it('is there after a restart, and gone once forgotten', async () => {
    expect(await open(chain).token()).toBeNull();
    await open(chain).remember('token-1');
    expect(await open(chain).token()).toBe('token-1');
    await open(chain).remember(null);
    expect(await open(chain).token()).toBeNull();
    expect(problems).toEqual([]);
  });

  // Windows has no such mode; there the folder of the person is closed to others.
  it.skipIf(process.platform === 'win32')('is a file that nobody else can read', async () => {
    await open(chain).remember('token-1');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('stands in the file in the clear only without a keychain', async () => {
    await open(chain).remember('token-1');
    expect(readFileSync(file(), 'utf8').includes('token-1')).toBe(chain === null);
  });

  it('is the last one when many come at once', async () => {
    const session = open(chain);
    await Promise.all(['a', null, 'b', 'c'].map((token) => session.remember(token)));
    expect(await session.token()).toBe('c');
  });
});

it.each(['', '{"version":1,"encr', '{"version":2}'])(
  'a damaged file %j means signing in again',
  async (text) => {
    writeFileSync(file(), text);
    expect(await open(null).token()).toBeNull();
    expect(problems).toHaveLength(1);
  },
);

it('one that the keychain cannot open any more means signing in again', async () => {
  await open(keychain).remember('token-1');
  expect(await open(null).token()).toBeNull();
  expect(
    await open({
      ...keychain,
      decrypt: () => {
        throw new Error('key lost');
      },
    }).token(),
  ).toBeNull();
  expect(problems).toHaveLength(2);
});
