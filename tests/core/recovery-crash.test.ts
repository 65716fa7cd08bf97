import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCoreThread, type CoreThread } from '../support/core-thread.ts';
import { addPerson, OWNER, setUp, until, upload, type TestWindow } from '../support/core.ts';
import { check, idAt, makeRecoveryWorld, names, signIn, type RecoveryWorld } from '../support/recovery.ts';

const FILES = 30;
const TRIES = 8;

let world: RecoveryWorld;
let thread: CoreThread | null;
beforeEach(async () => {
  world = await makeRecoveryWorld();
  thread = null;
});
afterEach(async () => {
  await thread?.crash();
  await world.clear();
});

/** Where the data of a lost cloud is, most of whose files are newer than the copy of its records. */
async function lostCloud(): Promise<string> {
  const core = await world.start('first');
  const owner = await setUp(core);
  const ana = await addPerson(core, owner, 'ana');
  await upload(ana, null, [await world.file('known.txt', 'in the copy')]);
  await owner.call.care.snapshot();
  const later = await Promise.all(
    Array.from({ length: FILES }, (_, at) => world.file(`later ${String(at)}.txt`, `file ${String(at)}`)),
  );
  await upload(ana, null, later);
  const pid = core.engine().details?.pid;
  if (pid === undefined || pid === null) throw new Error('no server runs');
  process.kill(pid, 'SIGKILL');
  await world.lose(core);
  return core.dataFolder;
}

/** Begins to bring the cloud back and goes on until something between nothing and all of it is done. */
async function bringBackUntil(window: TestWindow, folder: string, steps: number): Promise<void> {
  await window.call.setup.lookForCloud({ kind: 'folder', folder });
  let seen = 0;
  for await (const { status } of await window.call.setup.watchRestore()) {
    if (status === 'failed') throw new Error('it failed');
    if (status === 'found') await window.call.setup.restore({ language: 'en' });
    if (status === 'restoring' || status === 'restarting') seen += 1;
    if (seen > steps || status === 'restarting') return;
  }
}

test('a restore that is broken off at any moment leaves what was before or all of it, and can be done again', async () => {
  const folder = await lostCloud();
  const home = path.join(world.folder, 'second');
  const steps: string[] = [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    thread = await startCoreThread(home);
    const window = thread.window(null);
    const { step } = await window.call.setup.state();
    steps.push(step);
    if (step === 'done') break;
    await bringBackUntil(window, folder, attempt === TRIES - 1 ? Infinity : attempt % 4);
    // Moments that no step tells of.
    await pause(attempt * 7);
    await thread.crash();
    thread = null;
  }
  await thread?.stop();
  thread = null;
  // Never anything between the two.
  expect(steps.toSorted().filter((step) => step !== 'account')).toEqual(
    steps.includes('done') ? ['done'] : [],
  );

  const core = await world.start('second');
  await until(() => core.engine().status === 'running', 30_000);
  const ana = await signIn(core, 'ana', 'first password of ana');
  expect(await names(ana, null)).toContain('known.txt');
  expect(await names(ana, await idAt(ana, 'Recovered'))).toHaveLength(FILES);
  const owner = await signIn(core, OWNER.userName, OWNER.password);
  expect(await check(owner)).toEqual([]);
});
