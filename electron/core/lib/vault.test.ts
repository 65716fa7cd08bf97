import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeVault, type Cipher } from './vault.ts';

/** Stands in for the system's keychain, which a test machine may not have. */
const encoding: Cipher = {
  encrypt: (text) => Promise.resolve(Buffer.from(text).toString('base64')),
  decrypt: (data) => Promise.resolve(Buffer.from(data, 'base64').toString()),
};

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-vault-'));
  file = path.join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a secret comes back after the vault is opened again, and its name never had another value', async () => {
  await makeVault(file, null).set('key', 'one');
  const again = makeVault(file, null);
  expect(await again.get('key')).toBe('one');
  expect(await again.get('other')).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('the file can be read by its owner only', async () => {
  await makeVault(file, null).set('key', 'one');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('with a keychain the file does not hold the secret itself', async () => {
  const vault = makeVault(file, encoding);
  await vault.set('key', 'secret-value');
  expect(await readFile(file, 'utf8')).not.toContain('secret-value');
  expect(await vault.get('key')).toBe('secret-value');
  expect(vault.protection).toBe('keychain');
});

test('a secret stored before there was a keychain moves into it', async () => {
  await makeVault(file, null).set('key', 'secret-value');
  expect(await makeVault(file, encoding).get('key')).toBe('secret-value');
  expect(await readFile(file, 'utf8')).not.toContain('secret-value');
});

test('an encrypted secret without its keychain, and a damaged file, are named as unreadable', async () => {
  await makeVault(file, encoding).set('key', 'one');
  await expect(makeVault(file, null).get('key')).rejects.toMatchObject({ code: 'SECRETS_UNREADABLE' });
  await writeFile(file, '{"half');
  await expect(makeVault(file, null).get('key')).rejects.toMatchObject({ code: 'SECRETS_UNREADABLE' });
});

test('a damaged file is kept aside when a secret is stored, not overwritten', async () => {
  await writeFile(file, '{"half');
  await makeVault(file, null).set('key', 'one');
  expect(await makeVault(file, null).get('key')).toBe('one');
  expect(await readFile(`${file}.damaged`, 'utf8')).toBe('{"half');
});

test('a file that cannot be read keeps what it holds: nothing is stored over it', async () => {
  await mkdir(file); // reading fails with an error of the system, for root too
  await expect(makeVault(file, null).set('key', 'one')).rejects.toMatchObject({ code: 'SECRETS_UNREADABLE' });
});

test('secrets stored at the same moment are all kept', async () => {
  const vault = makeVault(file, null);
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => vault.set(name, name)));
  const again = makeVault(file, null);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => again.get(name)))).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});
