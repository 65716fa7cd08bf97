import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CareReport } from '../../electron/contract/care.ts';
import { OWNER, settled, setUp, until, type TestWindow } from '../support/core.ts';
import { makeRecoveryWorld, type RecoveryWorld } from '../support/recovery.ts';

let world: RecoveryWorld;
beforeEach(async () => {
  world = await makeRecoveryWorld();
});
afterEach(() => world.clear());

async function check(window: TestWindow, repair: boolean): Promise<CareReport> {
  await window.call.care.check({ repair, language: 'en' });
  const signal = AbortSignal.timeout(60_000);
  for await (const state of await window.call.care.watch(undefined, { signal }))
    if (state.status === 'idle') {
      if (state.failure !== null) throw new Error(state.failure.code);
      if (state.report !== null) return state.report;
    }
  throw new Error('no report');
}

test('a content that the server can no longer read is named, and does not end the check of all others', async () => {
  let core = await world.start('one');
  const first = await setUp(core);
  const grants: string[] = [];
  for (const name of ['a.txt', 'b.txt', 'c.txt']) grants.push(first.grant(await world.file(name, name)));
  await first.call.transfers.upload({ folderId: null, grants, conflicts: 'keepBoth' });
  await settled(first);
  await world.stop(core);
  // What the server knows of an object is in a file of this name.
  const files = await readdir(core.home, { recursive: true });
  const damaged = files.find((file) => /\/[\da-f]{2}\/[\da-f-]{36}\/xl\.meta$/u.test(file)) ?? '';
  await writeFile(path.join(core.home, damaged), 'damaged');

  core = await world.start('one');
  const window = core.window();
  await window.call.session.signIn({ userName: OWNER.userName, password: OWNER.password, remember: false });
  await until(() => core.engine().status === 'running', 30_000);
  for (const repair of [false, true]) {
    const report = await check(window, repair);
    expect(report.counts).toEqual([{ kind: 'contentMissing', found: 1, repaired: 0 }]);
    expect(report.findings.map(({ name }) => name)).toEqual([expect.stringMatching(/^[abc]\.txt$/u)]);
  }
});
