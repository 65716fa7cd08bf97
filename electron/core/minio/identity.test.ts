import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { identify } from './identity.ts';

test('the same process has the same identity, another one has another', async () => {
  const first = await identify(process.pid);
  expect(first?.commandLine).not.toBe('');
  await wait(1100); // some systems count starts in whole seconds
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'a word to know it by']);
  try {
    await once(child, 'spawn');
    const other = await identify(child.pid ?? 0);
    expect(other?.commandLine).toContain('a word to know it by');
    expect(other?.startedAt).not.toBe(first?.startedAt);
    expect(await identify(process.pid)).toEqual(first);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a process that has ended has none', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(await identify(child.pid ?? 0)).toBeNull();
});
