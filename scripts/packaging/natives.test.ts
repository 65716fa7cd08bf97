import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingNatives } from './natives.ts';

let modules: string;
beforeEach(async () => {
  modules = await mkdtemp(path.join(os.tmpdir(), 'mcm-modules-'));
  await mkdir(path.join(modules, '@img', 'sharp-linux-x64'), { recursive: true });
});
afterEach(() => rm(modules, { recursive: true, force: true }));

test('an installer can be made for the system whose libraries are installed', async () => {
  expect(await missingNatives({ os: 'linux', arch: 'x64' }, modules)).toBeUndefined();
});

test('for another one it says what is missing, instead of packing an app that shows no pictures', async () => {
  expect(await missingNatives({ os: 'win32', arch: 'x64' }, modules)).toMatch(/win-x64.*sharp-win32-x64/u);
  expect(await missingNatives({ os: 'linux', arch: 'arm64' }, modules)).toMatch(/sharp-linux-arm64/u);
});
