import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { OWNER, setUp, startTestCore, until, upload, type TestCore } from '../support/core.ts';

let running: TestCore | undefined;
afterEach(async () => {
  await running?.stop();
  if (running !== undefined) await rm(running.home, { recursive: true, force: true });
  running = undefined;
});

async function begin(): Promise<TestCore> {
  running = await startTestCore({ keep: true });
  return running;
}
async function beginAgain(): Promise<TestCore> {
  if (running === undefined) throw new Error('nothing to start again');
  const { home } = running;
  await running.stop();
  running = await startTestCore({ home, keep: true });
  return running;
}

test('the first run can be left after each step, and goes on there', async () => {
  let core = await begin();
  expect((await core.window().call.setup.state()).step).toBe('account');
  await core.window().call.setup.createOwner(OWNER);
  core = await beginAgain();
  expect(await core.window().call.setup.state()).toMatchObject({
    step: 'code',
    owner: { name: OWNER.name, userName: OWNER.userName },
  });
  await core.window().call.setup.keepRecoveryCode();
  core = await beginAgain();
  expect((await core.window().call.setup.state()).step).toBe('location');
  await core.window().call.setup.chooseLocation({ folder: core.dataFolder });
  core = await beginAgain();
  expect(await core.window().call.setup.state()).toMatchObject({
    step: 'install',
    dataFolder: core.dataFolder,
  });
});

test('going back to who you are makes the owner anew, and the code before no longer works', async () => {
  const core = await begin();
  const { call } = core.window();
  const first = await call.setup.createOwner(OWNER);
  const second = await call.setup.createOwner({ ...OWNER, name: 'Olga Outra', userName: 'olga2' });
  expect(second.recoveryCode).not.toBe(first.recoveryCode);
  expect((await call.setup.state()).owner).toEqual({ name: 'Olga Outra', userName: 'olga2' });
});

test('a code that was not kept before the app was closed can be made anew, and the one before no longer works', async () => {
  let core = await begin();
  const { recoveryCode: lost } = await core.window().call.setup.createOwner(OWNER);
  core = await beginAgain();
  const { call } = core.window();
  const { recoveryCode: kept } = await call.setup.renewRecoveryCode();
  await call.setup.keepRecoveryCode();
  const recover = (recoveryCode: string) =>
    call.session.recover({ userName: OWNER.userName, recoveryCode, newPassword: 'one more good password' });
  await call.setup.chooseLocation({ folder: core.dataFolder });
  await expect(recover(lost)).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' });
  expect((await recover(kept)).person.userName).toBe(OWNER.userName);
});

test('a remembered session works on the next window, and no longer after signing out', async () => {
  let core = await begin();
  await setUp(core);
  const token = [...core.remembered.values()].findLast((value) => value !== null);
  core = await beginAgain();
  const window = core.window(token);
  expect(await window.call.session.me()).toMatchObject({ userName: OWNER.userName, role: 'owner' });
  await window.call.session.signOut();
  expect([...core.remembered.values()].at(-1)).toBeNull();
  expect(await core.window(token).call.session.me()).toBeNull();
});

test('a room that fails while the core stops leaves neither the server nor the database behind', async () => {
  let core = await begin();
  await setUp(core);
  const [closeWindows, stopNetwork] = [
    vi.spyOn(core.core.windows, 'close').mockImplementation(() => {
      throw new Error('broken');
    }),
    vi.spyOn(core.core.network, 'stop').mockRejectedValue(new Error('broken too')),
  ];
  const pid = core.engine().details?.pid ?? null;
  if (pid === null) throw new Error('the server does not run');
  core = await beginAgain();
  expect(closeWindows).toHaveBeenCalledOnce();
  expect(stopNetwork).toHaveBeenCalledOnce();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await until(() => core.engine().status === 'running', 30_000);
});

test('streams of a person end when their session does', async () => {
  const core = await begin();
  const window = await setUp(core);
  const stream = await window.call.engine.watch();
  expect((await stream.next()).value).toMatchObject({ status: 'running' });
  await window.call.session.signOut();
  const ended = async () => {
    for (;;) if ((await stream.next()).done === true) return;
  };
  await expect(
    Promise.race([ended(), new Promise((resolve) => setTimeout(resolve, 60_000, 'still open'))]),
  ).resolves.toBe(undefined);
});

test('a data folder that is gone is never made again, and another cloud’s or an empty one is not taken for it', async () => {
  let core = await begin();
  let owner = await setUp(core);
  const source = path.join(core.home, 'kept.txt');
  await writeFile(source, 'kept');
  await upload(owner, null, [source]);
  const moved = `${core.dataFolder} moved`;
  const { home, dataFolder } = core;
  await core.stop();
  await rename(dataFolder, moved);
  running = core = await startTestCore({ home, keep: true });
  owner = core.window();
  await owner.call.session.signIn({ userName: OWNER.userName, password: OWNER.password, remember: false });
  await until(() => core.engine().failure !== null, 20_000);
  expect(core.engine()).toMatchObject({ status: 'failed', failure: { code: 'DATA_FOLDER_MISSING' } });

  const empty = path.join(home, 'empty');
  await mkdir(empty);
  await expect(owner.call.engine.relocate({ folder: empty })).rejects.toMatchObject({
    code: 'DATA_FOLDER_LOST_MARKER',
  });
  await expect(owner.call.engine.relocate({ folder: path.join(home, 'nowhere') })).rejects.toMatchObject({
    code: 'DATA_FOLDER_MISSING',
  });

  await owner.call.engine.relocate({ folder: moved });
  await until(() => core.engine().status === 'running', 20_000);
  const [file] = (await owner.call.drive.list({ folderId: null })).items;
  expect(file?.name).toBe('kept.txt');
  const back = path.join(home, 'back');
  await mkdir(back);
  await owner.call.transfers.download({ ids: [file?.id ?? ''], grant: owner.grant(back) });
  await until(
    () =>
      readFile(path.join(back, 'kept.txt')).then(
        () => true,
        () => false,
      ),
    10_000,
  );
  expect(await readFile(path.join(back, 'kept.txt'), 'utf8')).toBe('kept');
});
