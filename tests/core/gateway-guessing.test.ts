import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson, setUp, startTestCore, type TestCore } from '../support/core.ts';
import { openTestDoor, send, type TestDoor } from '../support/door.ts';

let cloud: TestCore;
let door: TestDoor;
const onLinux = process.platform === 'linux';

beforeAll(async () => {
  cloud = await startTestCore({ sqliteBinding: null });
  const owner = await setUp(cloud);
  for (const name of ['ana', 'bia', 'caio']) (await addPerson(cloud, owner, name)).close();
  door = await openTestDoor(cloud.core.routes);
});
afterAll(async () => {
  await door.close();
  await cloud.stop();
});

/** Tries to sign in from an address; answers with the code of the refusal, or `in`. */
async function guess(userName: string, password: string, localAddress = '127.0.0.1'): Promise<string> {
  const { status, body } = await send(door.origin, '/rpc/session/signIn', {
    method: 'POST',
    localAddress,
    headers: { origin: door.origin, 'x-mcm': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ json: { userName, password, remember: false } }),
  });
  return status === 200 ? 'in' : (/"code":"(?<code>\w+)"/u.exec(body.toString())?.groups?.['code'] ?? 'none');
}

test('guessing one person’s password is slowed down for the network, not for them at the computer', async () => {
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, at) => guess('ana', `guess number ${String(at)}`)),
  );
  expect(guesses.filter((code) => code === 'WRONG_CREDENTIALS').length).toBeLessThanOrEqual(5);
  expect(guesses).toContain('TOO_MANY_ATTEMPTS');
  expect(await guess('ana', 'first password of ana')).toBe('TOO_MANY_ATTEMPTS');
  const window = cloud.window();
  const person = window.call.session.signIn({
    userName: 'ana',
    password: 'first password of ana',
    remember: false,
  });
  await expect(person).resolves.toMatchObject({ userName: 'ana' });
});

test.runIf(onLinux)(
  'strangers who guess on purpose keep nobody from signing in by a browser of this computer',
  async () => {
    for (let at = 0; at < 6; at += 1) await guess('caio', `guess number ${String(at)}`, '127.0.0.8');
    expect(await guess('caio', 'first password of caio', '127.0.0.9')).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess('caio', 'first password of caio')).toBe('in');
  },
);

test('somebody who is not there is refused just like somebody who is', async () => {
  expect(await guess('nobody-at-all', 'some password')).toBe('WRONG_CREDENTIALS');
});

test.runIf(onLinux)(
  'whoever tries many names is slowed down by their address, and nobody else is',
  async () => {
    const codes: string[] = [];
    for (let at = 0; at < 40 && !codes.includes('TOO_MANY_ATTEMPTS'); at += 1)
      codes.push(await guess(`name-${String(at)}`, 'the same password', '127.0.0.3'));
    expect(codes.at(-1)).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess('bia', 'first password of bia', '127.0.0.3')).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess('bia', 'first password of bia', '127.0.0.4')).toBe('in');
  },
  // Each guess costs a bcrypt, on slow computers a second or two.
  120_000,
);

test('calls and pages are answered while passwords are guessed', async () => {
  const guesses = Promise.all(Array.from({ length: 10 }, (_, at) => guess('bia', `guess ${String(at)}`)));
  for (let at = 0; at < 10; at += 1) expect((await send(door.origin, '/nothing.txt')).status).toBe(404);
  await guesses;
});
