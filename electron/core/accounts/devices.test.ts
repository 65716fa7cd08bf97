import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWNER, testAccounts, type TestAccounts, type TestDoor } from '../../../tests/support/accounts.ts';

let people: TestAccounts;
let window: TestDoor;
beforeEach(async () => {
  people = await testAccounts();
  window = await people.signIn(OWNER.userName, OWNER.password);
});
afterEach(() => people.stop());

const session = () => people.accounts.session;
const list = async (door: TestDoor) => session().list(await door.caller(), undefined, undefined);
const isSignedIn = async (door: TestDoor) => (await door.caller()).user !== null;
async function device(name: string, origin: string): Promise<TestDoor> {
  const door = people.door({ desktop: false, origin, device: name });
  const input = { userName: OWNER.userName, password: OWNER.password, remember: true };
  await session().signIn(await door.caller(), input, undefined);
  return door;
}

test('each device is listed with what and where it is, the last used first', async () => {
  people.clock.forward(60);
  const phone = await device('Chrome, Android', '192.168.1.30');
  people.clock.forward(60);
  const tablet = await device('Safari, iPad', '192.168.1.31');
  const seen = (await list(tablet)).map(({ device, address, current }) => ({ device, address, current }));
  expect(seen).toEqual([
    { device: 'Safari, iPad', address: '192.168.1.31', current: true },
    { device: 'Chrome, Android', address: '192.168.1.30', current: false },
    { device: null, address: null, current: false },
  ]);
  expect(await isSignedIn(phone)).toBe(true);
});

test('a device that moved is listed where it was used last', async () => {
  const phone = await device('Chrome, Android', '192.168.1.30');
  people.clock.forward(3600);
  const moved = people.door({ desktop: false, origin: '192.168.1.99', device: 'Chrome, Android' });
  moved.token = phone.token;
  await moved.caller();
  expect(await list(window)).toContainEqual(
    expect.objectContaining({ device: 'Chrome, Android', address: '192.168.1.99', current: false }),
  );
});

test('a session that is over is not listed', async () => {
  await device('Chrome, Android', '192.168.1.30');
  people.clock.forward(13 * 3600);
  const again = await people.signIn(OWNER.userName, OWNER.password);
  expect(await list(again)).toHaveLength(2);
});

test('looking whether a session is open is no use of it', async () => {
  const [before] = await list(window);
  people.clock.forward(6 * 3600);
  expect(await people.accounts.isSignedIn(window.token ?? '')).toBe(true);
  people.clock.forward(6 * 3600 + 1);
  expect(await people.accounts.isSignedIn(window.token ?? '')).toBe(false);
  expect(before?.current).toBe(true);
});

test('one device is signed out at once, and the rest stay', async () => {
  const phone = await device('Chrome, Android', '192.168.1.30');
  const listed = (await list(window)).find(({ device }) => device !== null);
  await session().end(await window.caller(), { id: listed?.id ?? '' }, undefined);
  expect([await isSignedIn(phone), await isSignedIn(window)]).toEqual([false, true]);
  expect(people.facts).toContain(`sessions.ended ${people.ownerId}`);
});

test('ending one’s own session signs this device out', async () => {
  const own = (await list(window)).find(({ current }) => current);
  await session().end(await window.caller(), { id: own?.id ?? '' }, undefined);
  expect(window.token).toBeNull();
});

test('nobody can end, or even find, a session of somebody else', async () => {
  const ana = await people.add('ana');
  const [hers] = await list(ana);
  const end = async (id: string) => session().end(await window.caller(), { id }, undefined);
  await expect(end(hers?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(end(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await list(window)).map(({ id }) => id)).not.toContain(hers?.id);
  expect(await isSignedIn(ana)).toBe(true);
});

test('every other device is signed out at once, and said how many', async () => {
  const phone = await device('Chrome, Android', '192.168.1.30');
  const tablet = await device('Safari, iPad', '192.168.1.31');
  expect(await session().endOthers(await phone.caller(), undefined, undefined)).toEqual({ count: 2 });
  expect([await isSignedIn(phone), await isSignedIn(tablet), await isSignedIn(window)]).toEqual([
    true,
    false,
    false,
  ]);
});
