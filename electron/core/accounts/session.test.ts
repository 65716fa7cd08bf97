import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWNER, testAccounts, type TestAccounts, type TestDoor } from '../../../tests/support/accounts.ts';

const DAY = 24 * 3600;
let people: TestAccounts;
beforeEach(async () => {
  people = await testAccounts();
});
afterEach(() => people.stop());

const credentials = { userName: OWNER.userName, password: OWNER.password, remember: false };
const session = () => people.accounts.session;
const isSignedIn = async (door: TestDoor) => (await door.caller()).user !== null;
async function me(door: TestDoor) {
  return session().me(await door.caller(), undefined, undefined);
}
async function signIn(door: TestDoor, input: Partial<typeof credentials> = {}) {
  return session().signIn(await door.caller(), { ...credentials, ...input }, undefined);
}
async function changePassword(door: TestDoor, currentPassword: string, newPassword: string) {
  return session().changePassword(await door.caller(), { currentPassword, newPassword }, undefined);
}
async function recover(
  door: TestDoor,
  recoveryCode: string,
  newPassword = 'a new password',
  userName = 'olga',
) {
  const input = { userName, recoveryCode, newPassword };
  return session().recover(await door.caller(), input, undefined);
}

describe('signing in', () => {
  test('with the right password says who one is, and nothing secret', async () => {
    const door = people.door();
    expect(await signIn(door)).toEqual({
      id: people.ownerId,
      name: 'Olga Dona',
      userName: 'olga',
      role: 'owner',
      mustChangePassword: false,
      quotaBytes: null,
    });
    expect(await me(door)).toMatchObject({ id: people.ownerId });
  });

  test('does not mind the case of the user name', async () => {
    expect(await signIn(people.door(), { userName: 'OLGA' })).toMatchObject({ userName: 'olga' });
  });

  test.each([
    ['a wrong password', { password: 'wrong password' }],
    ['a name that nobody has', { userName: 'nobody' }],
  ])('with %s is refused alike, with the guesses that are left', async (_what, input) => {
    const door = people.door();
    for (const attemptsBeforeWait of [4, 3, 2, 1, 0]) {
      await expect(signIn(door, input)).rejects.toMatchObject({
        code: 'WRONG_CREDENTIALS',
        data: { attemptsBeforeWait },
      });
    }
    await expect(signIn(door, input)).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      data: { retryAfterSeconds: 30 },
    });
    expect(await me(door)).toBeNull();
  });

  test('waits after too many failures even with the right password, until the time is over', async () => {
    const door = people.door();
    for (let n = 0; n < 5; n += 1)
      await expect(signIn(door, { password: 'wrong' })).rejects.toThrow('WRONG_CREDENTIALS');
    await expect(signIn(door)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await people.restart();
    await expect(signIn(door)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    people.clock.forward(30);
    await signIn(door);
    expect(await isSignedIn(door)).toBe(true);
  });

  test('at the computer itself is not kept out by strangers who fail on the network', async () => {
    const stranger = people.door({ desktop: false, origin: '192.0.2.7' });
    for (let n = 0; n < 5; n += 1)
      await expect(signIn(stranger, { password: 'wrong' })).rejects.toThrow('WRONG_CREDENTIALS');
    await expect(signIn(stranger)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await signIn(people.door())).toMatchObject({ userName: 'olga' });
  });

  test('tells a disabled person so only if they know the password', async () => {
    const { id } = await people.add('ana');
    await people.db.updateTable('users').set({ disabled: 1 }).where('id', '=', id).execute();
    const ana = { userName: 'ana', password: 'own password of ana' };
    await expect(signIn(people.door(), ana)).rejects.toMatchObject({ code: 'ACCOUNT_DISABLED' });
    await expect(signIn(people.door(), { ...ana, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
  });

  test('ends the session that the window had before', async () => {
    const door = await people.signIn('olga', OWNER.password);
    const before = door.token ?? '';
    await signIn(door);
    expect(await people.accounts.authenticate(before)).toBeNull();
    expect(await isSignedIn(door)).toBe(true);
  });

  test('fails when the password is reset while it is being checked', async () => {
    await people.stop();
    // It takes long enough for something to happen meanwhile.
    people = await testAccounts(13);
    const signingIn = Promise.allSettled([signIn(people.door())]);
    await vi.waitFor(
      async () => {
        const counted = await people.db.selectFrom('throttles').select('key').execute();
        expect(counted).toHaveLength(1);
      },
      { timeout: 30_000, interval: 1 },
    );
    await people.db.updateTable('users').set({ password_hash: 'reset' }).execute();
    expect(await signingIn).toMatchObject([{ reason: { code: 'WRONG_CREDENTIALS' } }]);
    expect(await people.db.selectFrom('sessions').select('id').execute()).toEqual([]);
  });

  test('is noted among what the person did', async () => {
    await signIn(people.door());
    const activity = await people.db.selectFrom('activity').select(['user_id', 'kind']).execute();
    expect(activity).toEqual([{ user_id: people.ownerId, kind: 'signedIn' }]);
  });

  test('leaves neither password nor token in the database', async () => {
    const door = await people.signIn('olga', OWNER.password, true);
    const rows = JSON.stringify([
      await people.db.selectFrom('users').selectAll().execute(),
      await people.db.selectFrom('sessions').selectAll().execute(),
    ]);
    expect(door.token).toMatch(/^[\w-]{43}$/u);
    expect(rows).not.toContain(door.token);
    expect(rows).not.toContain(OWNER.password);
    expect(rows).not.toContain(people.recoveryCode);
  });
});

describe('a session', () => {
  test('that was to be remembered outlives a restart', async () => {
    const door = await people.signIn('olga', OWNER.password, true);
    expect(door.remembered).toBe(true);
    await people.restart();
    expect(await isSignedIn(door)).toBe(true);
  });

  test('that was not ends with it', async () => {
    const door = await people.signIn('olga', OWNER.password, false);
    expect(door.remembered).toBe(false);
    await people.restart();
    expect(await isSignedIn(door)).toBe(false);
  });

  test.each([
    ['a remembered one', true, 30 * DAY],
    ['another', false, DAY / 2],
  ])('lasts as long as it is used: %s', async (_what, remember, life) => {
    const door = await people.signIn('olga', OWNER.password, remember);
    people.clock.forward(life - 1);
    expect(await isSignedIn(door)).toBe(true);
    people.clock.forward(life - 1);
    expect(await isSignedIn(door)).toBe(true);
    people.clock.forward(life + 1);
    expect(await isSignedIn(door)).toBe(false);
  });

  test('is written down at most once a minute', async () => {
    const door = await people.signIn('olga', OWNER.password);
    const lastUse = async () => {
      await door.caller();
      return (await people.db.selectFrom('sessions').select('last_used_at').executeTakeFirstOrThrow())
        .last_used_at;
    };
    const begun = await lastUse();
    people.clock.forward(50);
    expect(await lastUse()).toBe(begun);
    people.clock.forward(20);
    expect(await lastUse()).toBe(people.clock.at.toISOString());
  });

  test('of a made-up token is nobody’s', async () => {
    await people.signIn('olga', OWNER.password);
    const { token_hash } = await people.db
      .selectFrom('sessions')
      .select('token_hash')
      .executeTakeFirstOrThrow();
    for (const token of ['', 'guess', token_hash])
      expect(await people.accounts.authenticate(token)).toBeNull();
  });

  test('is good for nothing while its person is disabled', async () => {
    const door = await people.signIn('olga', OWNER.password);
    await people.db.updateTable('users').set({ disabled: 1 }).execute();
    expect(await isSignedIn(door)).toBe(false);
  });

  test('ends by signing out, and no other does', async () => {
    const [one, other] = [
      await people.signIn('olga', OWNER.password),
      await people.signIn('olga', OWNER.password),
    ];
    const token = one.token ?? '';
    await session().signOut(await one.caller(), undefined, undefined);
    expect(one.token).toBeNull();
    expect(await people.accounts.authenticate(token)).toBeNull();
    expect(await isSignedIn(other)).toBe(true);
    expect(people.facts).toContain(`sessions.ended ${people.ownerId}`);
  });
});

describe('changing one’s password', () => {
  test('ends every other session and keeps one’s own', async () => {
    const [here, elsewhere] = [
      await people.signIn('olga', OWNER.password),
      await people.signIn('olga', OWNER.password, true),
    ];
    await changePassword(here, OWNER.password, 'a new password');
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(elsewhere)).toBe(false);
    await expect(signIn(people.door())).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await signIn(people.door(), { password: 'a new password' });
  });

  test('needs the current one, and guessing it has to wait as well', async () => {
    const door = await people.signIn('olga', OWNER.password);
    for (let n = 0; n < 5; n += 1) {
      await expect(changePassword(door, 'wrong', 'a new password')).rejects.toMatchObject({
        code: 'WRONG_PASSWORD',
      });
    }
    await expect(changePassword(door, OWNER.password, 'a new password')).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
    });
  });

  test.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['long '.repeat(20), 'PASSWORD_TOO_LONG'],
    ['12345678', 'PASSWORD_TOO_WEAK'],
    [OWNER.password, 'PASSWORD_TOO_WEAK'],
  ])('to “%s” is refused: %s', async (newPassword, code) => {
    const door = await people.signIn('olga', OWNER.password);
    await expect(changePassword(door, OWNER.password, newPassword)).rejects.toMatchObject({ code });
    expect(await isSignedIn(door)).toBe(true);
  });
});

describe('the recovery code', () => {
  test('sets a new password, signs in, ends all sessions and is replaced by the next one', async () => {
    const elsewhere = await people.signIn('olga', OWNER.password, true);
    const door = people.door();
    const { person, recoveryCode } = await recover(
      door,
      people.recoveryCode.toLowerCase().replaceAll('-', ' '),
    );
    expect(person).toMatchObject({ id: people.ownerId, mustChangePassword: false });
    expect(await isSignedIn(door)).toBe(true);
    expect(await isSignedIn(elsewhere)).toBe(false);
    await signIn(people.door(), { password: 'a new password' });

    await expect(recover(people.door(), people.recoveryCode)).rejects.toMatchObject({
      code: 'WRONG_RECOVERY_CODE',
    });
    await recover(people.door(), recoveryCode, 'one more password');
    await signIn(people.door(), { password: 'one more password' });
  });

  test('is not used up by a new password that is refused', async () => {
    await expect(recover(people.door(), people.recoveryCode, 'short')).rejects.toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
    });
    await recover(people.door(), people.recoveryCode);
  });

  test('works once even when it is sent twice at the same moment', async () => {
    const twice = await Promise.allSettled([
      recover(people.door(), people.recoveryCode, 'the first password'),
      recover(people.door(), people.recoveryCode, 'the second password'),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test.each([
    ['a wrong code', 'olga', '00000-00000-00000-00000-00000'],
    ['a name that nobody has', 'nobody', '00000-00000-00000-00000-00000'],
    ['a person who has none', 'ana', '00000-00000-00000-00000-00000'],
  ])('is refused for %s, and guessing has to wait', async (_what, userName, code) => {
    await people.add('ana');
    for (let n = 0; n < 5; n += 1) {
      await expect(recover(people.door(), code, 'a new password', userName)).rejects.toMatchObject({
        code: 'WRONG_RECOVERY_CODE',
      });
    }
    await expect(recover(people.door(), code, 'a new password', userName)).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
    });
  });

  test('lets in who locked themselves out', async () => {
    for (let n = 0; n < 5; n += 1)
      await expect(signIn(people.door(), { password: 'wrong' })).rejects.toThrow('WRONG_CREDENTIALS');
    await recover(people.door(), people.recoveryCode);
    await signIn(people.door(), { password: 'a new password' });
  });

  test('does not let in who is disabled', async () => {
    await people.db.updateTable('users').set({ disabled: 1 }).execute();
    await expect(recover(people.door(), people.recoveryCode)).rejects.toMatchObject({
      code: 'ACCOUNT_DISABLED',
    });
  });

  test('can be made anew with the password, and the one before it stops working', async () => {
    const door = await people.add('ana');
    const renew = async (currentPassword: string) =>
      session().renewRecoveryCode(await door.caller(), { currentPassword }, undefined);
    await expect(renew('wrong')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    const first = await renew('own password of ana');
    const second = await renew('own password of ana');
    await expect(recover(people.door(), first.recoveryCode, 'a new password', 'ana')).rejects.toMatchObject({
      code: 'WRONG_RECOVERY_CODE',
    });
    await recover(people.door(), second.recoveryCode, 'a new password', 'ana');
  });
});

test('people give themselves another name', async () => {
  const door = await people.add('ana');
  const person = await session().rename(await door.caller(), { name: 'Ana Maria' }, undefined);
  expect(person).toMatchObject({ id: door.id, name: 'Ana Maria', userName: 'ana' });
  expect(await me(door)).toEqual(person);
  expect(people.facts).toContain(`people.changed ${door.id}`);
});

describe('the first run', () => {
  test('knows its owner, and makes them anew when the person goes back', async () => {
    const again = await people.accounts.createOwner({
      name: 'Olga',
      userName: 'olga.dona',
      password: 'another good one',
    });
    expect(again.userId).toBe(people.ownerId);
    expect(await people.accounts.owner()).toEqual({
      id: people.ownerId,
      name: 'Olga',
      userName: 'olga.dona',
    });
    await expect(signIn(people.door())).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await signIn(people.door(), { userName: 'olga.dona', password: 'another good one' });
    await expect(
      recover(people.door(), people.recoveryCode, 'a new password', 'olga.dona'),
    ).rejects.toMatchObject({
      code: 'WRONG_RECOVERY_CODE',
    });
    await recover(people.door(), again.recoveryCode, 'a new password', 'olga.dona');
  });

  test('makes one owner even when the button is pressed twice', async () => {
    await people.db.deleteFrom('nodes').execute();
    await people.db.deleteFrom('users').execute();
    const [one, other] = await Promise.all([
      people.accounts.createOwner(OWNER),
      people.accounts.createOwner(OWNER),
    ]);
    expect(one.userId).toBe(other.userId);
    expect(await people.db.selectFrom('users').select('id').execute()).toHaveLength(1);
  });

  test('refuses a weak password, and the owner stays who they were', async () => {
    await expect(
      people.accounts.createOwner({ name: 'Olga', userName: 'olga2', password: '12345678' }),
    ).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
    expect(await people.accounts.owner()).toMatchObject({ userName: 'olga' });
  });

  test('signs the owner in on its window', async () => {
    const door = people.door();
    await people.accounts.beginSession(await door.caller(), people.ownerId, true);
    expect(await me(door)).toMatchObject({ id: people.ownerId, role: 'owner' });
    expect(door.remembered).toBe(true);
  });
});
