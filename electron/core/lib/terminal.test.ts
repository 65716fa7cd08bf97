import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { printTo } from './terminal.ts';

test('a terminal that is closed meanwhile ends nothing', async () => {
  const cat = spawn(
    process.execPath,
    ['-e', 'process.stdin.once("data", (text) => console.log(String(text)))'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const print = printTo(cat.stdin);
  print('heard');
  expect(String((await once(cat.stdout, 'data'))[0])).toContain('heard');
  cat.kill('SIGKILL');
  await once(cat, 'exit');
  const broken = once(cat.stdin, 'close');
  for (let at = 0; at < 10; at += 1) print('to nobody');
  await broken;
  expect(() => print('still to nobody')).not.toThrow();
});
