import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWNER, testAccounts, type TestAccounts, type TestDoor } from '../../../tests/support/accounts.ts';

let people: TestAccounts;
let owner: TestDoor;
beforeEach(async () => {
  people = await testAccounts();
  owner = await people.signIn(OWNER.userName, OWNER.password);
});
afterEach(() => people.stop());

type Service = TestAccounts['accounts']['people'];
type Input<Call extends keyof Service> = Parameters<Service[Call]>[1];
const as = (door: TestDoor) => ({
  list: async () => people.accounts.people.list(await door.caller(), undefined, undefined),
  add: async (input: Partial<Input<'add'>> = {}) =>
    people.accounts.people.add(
      await door.caller(),
      {
        name: 'Ana',
        userName: 'ana',
        password: 'first password',
        role: 'member',
        quotaBytes: null,
        mustChangePassword: false,
        ...input,
      },
      undefined,
    ),
  update: async (input: Input<'update'>) =>
    people.accounts.people.update(await door.caller(), input, undefined),
  setDisabled: async (id: string, disabled: boolean) =>
    people.accounts.people.setDisabled(await door.caller(), { id, disabled }, undefined),
  resetPassword: async (id: string, password: string) =>
    people.accounts.people.resetPassword(await door.caller(), { id, password }, undefined),
  remove: async (id: string, files: Input<'remove'>['files'] = { fate: 'delete' }) =>
    people.accounts.people.remove(await door.caller(), { id, files }, undefined),
});
const isSignedIn = async (door: TestDoor) => (await door.caller()).user !== null;
const activity = async () =>
  people.db
    .selectFrom('activity')
    .select(['user_id', 'kind', 'subject'])
    .where('user_id', '=', people.ownerId)
    .where('kind', '!=', 'signedIn')
    .orderBy('id')
    .execute();

describe('adding a person', () => {
  test('gives them an account, a top folder and, if wished, a password they have to change', async () => {
    const ana = await as(owner).add({ quotaBytes: 5_000_000_000, mustChangePassword: true });
    expect(ana).toMatchObject({
      name: 'Ana',
      userName: 'ana',
      role: 'member',
      quotaBytes: 5_000_000_000,
      mustChangePassword: true,
      disabled: false,
      usedBytes: 0,
      fileCount: 0,
      lastSeenAt: null,
    });
    const door = await people.signIn('ana', 'first password');
    expect((await door.caller()).user).toMatchObject({ role: 'member', mustChangePassword: true });
    const { root_id } = await people.db
      .selectFrom('users')
      .select('root_id')
      .where('id', '=', ana.id)
      .executeTakeFirstOrThrow();
    const root = await people.db.selectFrom('nodes').selectAll().where('id', '=', root_id).executeTakeFirst();
    expect(root).toMatchObject({ owner_id: ana.id, parent_id: null, kind: 'folder' });
    expect(people.facts).toContain(`people.changed ${ana.id}`);
    expect(await activity()).toEqual([{ user_id: people.ownerId, kind: 'personAdded', subject: 'Ana' }]);
  });

  test('a password that was meant to stay need not be changed', async () => {
    await as(owner).add();
    const door = await people.signIn('ana', 'first password');
    expect((await door.caller()).user).toMatchObject({ mustChangePassword: false });
  });

  test('once they changed it, they may do the rest', async () => {
    const ana = await people.add('ana');
    expect((await ana.caller()).user).toMatchObject({ mustChangePassword: false });
  });

  test.each(['ana', 'ANA', 'ａｎａ'])('refuses a user name that is taken: %s', async (userName) => {
    await as(owner).add();
    await expect(as(owner).add({ userName })).rejects.toMatchObject({
      code: 'USER_NAME_TAKEN',
      data: { userName },
    });
  });

  test('takes a name once when two admins add it at the same moment', async () => {
    const both = await Promise.allSettled([as(owner).add(), as(owner).add()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await as(owner).list()).toHaveLength(2);
    expect(await people.db.selectFrom('nodes').select('id').execute()).toHaveLength(2);
  });

  test('refuses a weak password', async () => {
    await expect(as(owner).add({ password: 'password' })).rejects.toMatchObject({
      code: 'PASSWORD_TOO_WEAK',
    });
    expect(await as(owner).list()).toHaveLength(1);
  });
});

test('the list shows everybody, what they store and when they were here, and nothing secret', async () => {
  const ana = await people.add('ana');
  await people.store(ana.id, 3);
  const list = await as(owner).list();
  expect(list.map(({ userName }) => userName)).toEqual(['olga', 'ana']);
  expect(list[1]).toEqual({
    id: ana.id,
    name: 'Name of ana',
    userName: 'ana',
    role: 'member',
    mustChangePassword: false,
    quotaBytes: null,
    disabled: false,
    usedBytes: 30,
    fileCount: 3,
    createdAt: people.clock.at.toISOString(),
    lastSeenAt: people.clock.at.toISOString(),
  });
});

describe('changing a person', () => {
  test('sets name, role and quota, each alone', async () => {
    const { id } = await people.add('ana');
    expect(await as(owner).update({ id, name: 'Ana Maria' })).toMatchObject({
      name: 'Ana Maria',
      quotaBytes: null,
    });
    expect(await as(owner).update({ id, quotaBytes: 1000 })).toMatchObject({
      name: 'Ana Maria',
      quotaBytes: 1000,
    });
    expect(await as(owner).update({ id, quotaBytes: null })).toMatchObject({
      quotaBytes: null,
      role: 'member',
    });
    expect(await as(owner).update({ id, role: 'admin' })).toMatchObject({ role: 'admin' });
    expect(people.facts.filter((fact) => fact === `people.changed ${id}`).length).toBeGreaterThan(3);
  });

  test('who becomes an admin is one at once, and who stops being one is signed out', async () => {
    const ana = await people.add('ana');
    await as(owner).update({ id: ana.id, role: 'admin' });
    expect((await ana.caller()).user).toMatchObject({ role: 'admin' });
    await as(owner).update({ id: ana.id, role: 'member' });
    expect(await isSignedIn(ana)).toBe(false);
    expect(people.facts).toContain(`sessions.ended ${ana.id}`);
  });
});

describe('disabling a person', () => {
  test('ends their sessions and keeps them out until they are enabled again', async () => {
    const ana = await people.add('ana');
    people.facts.length = 0;
    expect(await as(owner).setDisabled(ana.id, true)).toMatchObject({ disabled: true });
    expect(await isSignedIn(ana)).toBe(false);
    expect(people.facts).toEqual(
      expect.arrayContaining([`people.changed ${ana.id}`, `sessions.ended ${ana.id}`]),
    );
    await expect(people.signIn('ana', 'own password of ana')).rejects.toMatchObject({
      code: 'ACCOUNT_DISABLED',
    });
    await as(owner).setDisabled(ana.id, false);
    expect(await isSignedIn(ana)).toBe(false);
    await people.signIn('ana', 'own password of ana');
    expect((await activity()).slice(-2)).toEqual([
      { user_id: people.ownerId, kind: 'personDisabled', subject: 'Name of ana' },
      { user_id: people.ownerId, kind: 'personEnabled', subject: 'Name of ana' },
    ]);
  });
});

describe('resetting a password', () => {
  test('ends their sessions, and the new one has to be changed', async () => {
    const ana = await people.add('ana');
    await as(owner).resetPassword(ana.id, 'reset password');
    expect(await isSignedIn(ana)).toBe(false);
    await expect(people.signIn('ana', 'own password of ana')).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    const door = await people.signIn('ana', 'reset password');
    expect((await door.caller()).user).toMatchObject({ mustChangePassword: true });
    const keep = { currentPassword: 'reset password', newPassword: 'reset password' };
    await expect(
      people.accounts.session.changePassword(await door.caller(), keep, undefined),
    ).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
  });

  test('lets in who locked themselves out, and a recovery code made before stops working', async () => {
    const ana = await people.add('ana');
    const { recoveryCode } = await people.accounts.session.renewRecoveryCode(
      await ana.caller(),
      { currentPassword: 'own password of ana' },
      undefined,
    );
    for (let n = 0; n < 5; n += 1)
      await expect(people.signIn('ana', 'wrong')).rejects.toThrow('WRONG_CREDENTIALS');
    await as(owner).resetPassword(ana.id, 'reset password');
    await people.signIn('ana', 'reset password');
    const input = { userName: 'ana', recoveryCode, newPassword: 'a new password' };
    await expect(
      people.accounts.session.recover(await people.door().caller(), input, undefined),
    ).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' });
  });

  test('refuses a weak password, and nothing changes', async () => {
    const ana = await people.add('ana');
    await expect(as(owner).resetPassword(ana.id, 'short')).rejects.toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
    });
    expect(await isSignedIn(ana)).toBe(true);
  });
});

describe('removing a person', () => {
  test('deletes their files for ever', async () => {
    const ana = await people.add('ana');
    await people.store(ana.id, 3);
    await as(owner).remove(ana.id, { fate: 'delete' });
    expect(await isSignedIn(ana)).toBe(false);
    expect((await as(owner).list()).map(({ userName }) => userName)).toEqual(['olga']);
    await vi.waitFor(async () => {
      const nodes = await people.db.selectFrom('nodes').select('owner_id').execute();
      expect(nodes).toEqual([{ owner_id: people.ownerId }]);
    }, 30_000);
    const objects = await people.db.selectFrom('objects').select('state').execute();
    expect(objects.map(({ state }) => state)).toEqual(['garbage', 'garbage', 'garbage']);
    expect(people.facts).toEqual(
      expect.arrayContaining([`sessions.ended ${ana.id}`, `people.changed ${ana.id}`]),
    );
    expect((await activity()).at(-1)).toEqual({
      user_id: people.ownerId,
      kind: 'personRemoved',
      subject: 'Name of ana',
    });
  });

  test('whose files nobody was asked about is refused once there are some', async () => {
    const ana = await people.add('ana');
    const bia = await people.add('bia');
    await people.store(ana.id, 1);
    await expect(as(owner).remove(ana.id, { fate: 'none' })).rejects.toMatchObject({
      code: 'HAS_FILES',
    });
    await as(owner).remove(bia.id, { fate: 'none' });
    expect((await as(owner).list()).map(({ id }) => id)).not.toContain(bia.id);
  });

  test('gives their files to another, in a folder named after them', async () => {
    const ana = await people.add('ana');
    const bia = await people.add('bia');
    await as(owner).update({ id: ana.id, name: 'Ana/Lima' });
    await people.store(ana.id, 2);
    await as(owner).remove(ana.id, { fate: 'give', to: bia.id });
    const list = await as(owner).list();
    expect(list.find(({ id }) => id === bia.id)).toMatchObject({ usedBytes: 20, fileCount: 2 });
    const nodes = await people.db.selectFrom('nodes').select('name').where('owner_id', '=', bia.id).execute();
    expect(nodes.map(({ name }) => name).toSorted()).toEqual([
      '',
      'Ana-Lima (ana)',
      'file 1.txt',
      'file 2.txt',
    ]);
    await vi.waitFor(
      () =>
        expect(people.facts).toEqual(
          expect.arrayContaining([`drive.changed ${bia.id}`, `usage.changed ${bia.id}`]),
        ),
      30_000,
    );
  });

  test('frees their user name', async () => {
    const ana = await people.add('ana');
    await as(owner).remove(ana.id);
    expect((await people.add('ana')).id).not.toBe(ana.id);
  });

  test('to somebody who is not there, or to themselves, changes nothing', async () => {
    const ana = await people.add('ana');
    await people.store(ana.id, 1);
    for (const to of ['00000000-0000-7000-8000-000000000000', ana.id]) {
      await expect(as(owner).remove(ana.id, { fate: 'give', to })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await isSignedIn(ana)).toBe(true);
    expect(
      await people.db.selectFrom('nodes').select('id').where('owner_id', '=', ana.id).execute(),
    ).toHaveLength(2);
  });
});

describe('what an admin may not do', () => {
  const attempts = {
    rename: (door: TestDoor, id: string) => as(door).update({ id, name: 'Other' }),
    'set the quota of': (door: TestDoor, id: string) => as(door).update({ id, quotaBytes: 1 }),
    'set the role of': (door: TestDoor, id: string) => as(door).update({ id, role: 'member' }),
    disable: (door: TestDoor, id: string) => as(door).setDisabled(id, true),
    'reset the password of': (door: TestDoor, id: string) => as(door).resetPassword(id, 'reset password'),
    remove: (door: TestDoor, id: string) => as(door).remove(id),
  };

  test.each(Object.entries(attempts))('%s the owner', async (_what, attempt) => {
    const admin = await people.add('admin', 'admin');
    await expect(attempt(admin, people.ownerId)).rejects.toMatchObject({ code: 'OWNER_IS_PROTECTED' });
  });

  test.each(Object.entries(attempts))('%s another admin, or themselves', async (_what, attempt) => {
    const [admin, other] = [await people.add('admin', 'admin'), await people.add('other', 'admin')];
    await expect(attempt(admin, other.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(attempt(admin, admin.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('make admins', async () => {
    const [admin, ana] = [await people.add('admin', 'admin'), await people.add('ana')];
    await expect(as(admin).add({ userName: 'new', role: 'admin' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(as(admin).update({ id: ana.id, role: 'admin' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  test('but members are in their care', async () => {
    const [admin, ana] = [await people.add('admin', 'admin'), await people.add('ana')];
    for (const attempt of Object.values(attempts)) await attempt(admin, ana.id);
    expect((await as(owner).list()).map(({ userName }) => userName)).toEqual(['olga', 'admin']);
  });

  test.each(Object.entries(attempts))('%s somebody who is not there', async (_what, attempt) => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    await expect(attempt(owner, nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the owner', () => {
  test.each([
    ['role', () => as(owner).update({ id: people.ownerId, role: 'admin' })],
    ['entry', () => as(owner).setDisabled(people.ownerId, true)],
    ['password', () => as(owner).resetPassword(people.ownerId, 'reset password')],
    ['account', () => as(owner).remove(people.ownerId)],
  ] as const)('cannot lose their %s, not even by themselves', async (_what, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: 'OWNER_IS_PROTECTED' });
    expect((await owner.caller()).user).toMatchObject({ role: 'owner' });
  });

  test('names themselves and sets their own quota', async () => {
    const row = await as(owner).update({ id: people.ownerId, name: 'Olga', quotaBytes: 1000 });
    expect(row).toMatchObject({ name: 'Olga', quotaBytes: 1000, role: 'owner' });
  });
});
