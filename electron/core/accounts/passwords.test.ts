import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { WORKER } from '../../../tests/support/accounts.ts';
import { silentLog } from '../lib/log.ts';
import { makeHasher, type Hasher } from './hasher.ts';
import { makePasswords } from './passwords.ts';

const hashers: Hasher[] = [];
function newHasher(file: URL | string = WORKER): Hasher {
  const hasher = makeHasher(file, silentLog());
  hashers.push(hasher);
  return hasher;
}
afterEach(() => Promise.all(hashers.splice(0).map((hasher) => hasher.stop())));

function refusal(password: string, userName = 'olga'): string {
  try {
    makePasswords(newHasher(), 4).check(password, userName);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

describe('a password is', () => {
  test.each([
    ['seven!!', 'PASSWORD_TOO_SHORT'],
    ['😀😀😀😀😀😀😀', 'PASSWORD_TOO_SHORT'],
    ['eight8!!', 'accepted'],
    [`${'a b '.repeat(17)}1234`, 'accepted'],
    [`${'a b '.repeat(17)}12345`, 'PASSWORD_TOO_LONG'],
    [`${'é è '.repeat(12)}x`, 'PASSWORD_TOO_LONG'],
    ['aaaaaaaaaa', 'PASSWORD_TOO_WEAK'],
    ['12345678', 'PASSWORD_TOO_WEAK'],
    ['1234567890', 'PASSWORD_TOO_WEAK'],
    ['hgfedcba', 'PASSWORD_TOO_WEAK'],
    ['abcabcabc', 'PASSWORD_TOO_WEAK'],
    ['Password1', 'PASSWORD_TOO_WEAK'],
    ['senha123', 'PASSWORD_TOO_WEAK'],
    ['correct horse battery', 'accepted'],
  ])('%s: %s', (password, outcome) => {
    expect(refusal(password)).toBe(outcome);
  });

  test('too weak when it is the user name', () => {
    expect(refusal('Maria.Silva', 'maria.silva')).toBe('PASSWORD_TOO_WEAK');
  });
});

test('a password fits its own hash and no other does', async () => {
  const passwords = makePasswords(newHasher(), 4);
  const hash = await passwords.hash('correct horse battery');
  expect(hash).toMatch(/^\$2b\$04\$/u);
  expect(await passwords.verify('correct horse battery', hash)).toBe(true);
  expect(await passwords.verify('Correct horse battery', hash)).toBe(false);
});

test('what stands after the 72 bytes that bcrypt sees is not ignored', async () => {
  const passwords = makePasswords(newHasher(), 4);
  const longest = 'x1'.repeat(36);
  const hash = await passwords.hash(longest);
  expect(await passwords.verify(longest, hash)).toBe(true);
  expect(await passwords.verify(`${longest}more`, hash)).toBe(false);
});

test('an accented letter is the same as one sign or as two', async () => {
  const passwords = makePasswords(newHasher(), 4);
  expect(await passwords.verify('cafe\u0301 da manhã', await passwords.hash('café da manhã'))).toBe(true);
});

test('checking the password of nobody takes about as long as somebody’s', async () => {
  const passwords = makePasswords(newHasher(), 9);
  const hash = await passwords.hash('correct horse battery');
  // By turns, so that what else the machine does falls on all of them; the least of each is what it takes.
  const least = [Infinity, Infinity, Infinity];
  const [somebodys, nobodys, tooLong] = [
    () => passwords.verify('wrong password', hash),
    () => passwords.verify('wrong password', null),
    () => passwords.verify('far too long'.repeat(10), hash),
  ];
  for (let turn = 0; turn < 12; turn += 1) {
    for (const [index, run] of [somebodys, nobodys, tooLong].entries()) {
      const from = performance.now();
      expect(await run()).toBe(false);
      least[index] = Math.min(least[index] ?? 0, performance.now() - from);
    }
  }
  const [ofSomebody = 0, ...ofOthers] = least;
  for (const other of ofOthers) expect(other).toBeGreaterThan(ofSomebody / 2);
});

test('hashing leaves the event loop free', async () => {
  const passwords = makePasswords(newHasher(), 12);
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1);
  await passwords.hash('correct horse battery');
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(5);
});

test('a flood of guesses is refused instead of queued without end', async () => {
  const hasher = newHasher();
  const flood = await Promise.allSettled(Array.from({ length: 40 }, () => hasher.hash('guess', 4)));
  const refused = flood.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(15);
  expect(refused[0]).toMatchObject({ reason: { code: 'TOO_MANY_ATTEMPTS' } });
});

test('a hash that is damaged fails its own question alone', async () => {
  const hasher = newHasher();
  const [damaged, sound] = await Promise.allSettled([
    hasher.compare('correct horse battery', '?'.repeat(60)),
    hasher.hash('correct horse battery', 4),
  ]);
  expect(damaged).toMatchObject({ status: 'rejected' });
  expect(sound).toMatchObject({ status: 'fulfilled' });
});

test('a worker that dies fails what waits, and the next question gets a new one', async () => {
  const mortal = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, task }) => {
      if (task.password === 'die') process.exit(3);
      parentPort.postMessage({ id, value: 'a hash' });
    });`;
  const hasher = newHasher(new URL(`data:text/javascript,${encodeURIComponent(mortal)}`));
  const outcomes = await Promise.allSettled([hasher.hash('die', 4), hasher.hash('waits', 4)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await hasher.hash('comes later', 4)).toBe('a hash');
});

test('a worker file that is missing is an error and not a wait for ever', async () => {
  const missing = newHasher(new URL('missing.worker.ts', WORKER));
  await expect(missing.hash('correct horse battery', 4)).rejects.toThrow(/missing\.worker/u);
});

test('stopping ends what waits, and nothing begins afterwards', async () => {
  const hasher = newHasher();
  const [waited] = await Promise.allSettled([hasher.hash('correct horse battery', 12), hasher.stop()]);
  expect(waited).toMatchObject({ reason: { message: 'the hasher was stopped' } });
  await expect(hasher.hash('correct horse battery', 4)).rejects.toThrow(/stopped/u);
});
