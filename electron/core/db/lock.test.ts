import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHome } from './lock.ts';

const binding = process.env['BETTER_SQLITE3_BINDING'] ?? null;
let home: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'mcm-lock-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(home, { recursive: true, force: true });
});

/** Another process that holds the lock until it is ended. */
async function otherProcess() {
  const file = path.join(import.meta.dirname, 'lock.ts');
  const script = `import { lockHome } from ${JSON.stringify(file)};
    lockHome(${JSON.stringify(home)}, ${JSON.stringify(binding)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('a home belongs to one process at a time', async () => {
  const other = await otherProcess();
  expect(() => lockHome(home, binding)).toThrow('CLOUD_IN_USE');
  other.kill('SIGTERM');
  await once(other, 'exit');
});

test('a process that was killed leaves its home free', async () => {
  const other = await otherProcess();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(() => lockHome(home, binding)()).not.toThrow();
});

test('a home that was given free can be taken again', () => {
  lockHome(home, binding)();
  expect(lockHome(home, binding)).not.toThrow();
});
