import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exitFailure, makeServerLog, saysPortTaken } from './server-log.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-log-'));
  file = path.join(folder, 'server.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (level: string, message: string, error?: string) =>
  `${JSON.stringify({ level, message, ...(error === undefined ? {} : { error: { message: error } }) })}\n`;

async function lastWords(...lines: string[]): Promise<string | null> {
  await appendFile(file, lines.join(''));
  return makeServerLog(folder).lastComplaint(0);
}

test('the fatal line is the complaint, whatever comes after it', async () => {
  const words = await lastWords(
    line('INFO', 'Formatting'),
    line('FATAL', '', 'Unable to use the drive: file access denied'),
    line('ERROR', 'something smaller'),
    line('INFO', 'Exiting'),
  );
  expect(words).toBe('Unable to use the drive: file access denied');
});

test('warnings are no complaints; words outside the format count when there is nothing better', async () => {
  expect(await lastWords(line('ERROR', 'Warning: parity is 0'))).toBeNull();
  expect(await lastWords('fatal error: out of memory\n')).toBe('fatal error: out of memory');
});

test('what an earlier server said does not count', async () => {
  await appendFile(file, line('FATAL', 'old'));
  const log = makeServerLog(folder);
  const { from, stream } = await log.open();
  stream.destroy();
  expect(await log.lastComplaint(from)).toBeNull();
  await appendFile(file, line('FATAL', 'new'));
  expect(await log.lastComplaint(from)).toBe('new');
});

test('a log that grew too long moves away while the server goes on writing to it', async () => {
  const log = makeServerLog(folder);
  const { stream } = await log.open();
  await new Promise((resolve) => {
    stream.write('x'.repeat(6 * 1024 * 1024), resolve);
  });
  await log.trim();
  await new Promise((resolve) => {
    stream.end('after\n', () => resolve(undefined));
  });
  expect(await readFile(file, 'utf8')).toBe('after\n');
  expect((await stat(path.join(folder, 'server.1.log'))).size).toBe(6 * 1024 * 1024);
});

test.each([
  ['Unable to use the drive /x: file access denied', 'DATA_FOLDER_NOT_WRITABLE'],
  ['Unable to use the drive /x: drive is not directory or mountpoint', 'DATA_FOLDER_IS_FILE'],
  ['write /x: no space left on device', 'DISK_FULL'],
  ['Unable to use the drive /x: drive not found', 'DATA_FOLDER_MISSING'],
  ['something new', 'SERVER_EXITED'],
])('%j means %s', (words, code) => {
  expect(exitFailure(words, 1, '/x').code).toBe(code);
});

test('a taken port is told from its words on every system', () => {
  expect(saysPortTaken('Specified port is already in use')).toBe(true);
  expect(saysPortTaken('listen tcp: Only one usage of each socket address is normally permitted.')).toBe(
    true,
  );
  expect(saysPortTaken('file access denied')).toBe(false);
});
