import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCalls } from '../support/contract-calls.ts';
import { addPerson, setUp, settled, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';
import {
  addAna,
  attempt,
  attempted,
  everythingOf,
  SECRET_BYTES,
  SECRET_NAME,
  type Ana,
  type Intruder,
} from '../support/isolation.ts';

let test1: TestCore;
let owner: TestWindow;
let ana: Ana;
let intruderFile: string;
let intruderFolder: string;

beforeAll(async () => {
  test1 = await startTestCore();
  owner = await setUp(test1);
  ana = await addAna(test1, owner);
  intruderFolder = path.join(test1.home, 'stolen');
  intruderFile = path.join(test1.home, 'intruder.txt');
  await mkdir(intruderFolder);
  await writeFile(intruderFile, 'from an intruder');
});
afterAll(() => test1.stop());

function intruderAt(window: TestWindow): Intruder {
  return {
    call: window.call,
    handle: (kind) => window.grant(kind === 'file' ? intruderFile : intruderFolder),
  };
}

test('every call of the contract has an attempt, so that a new call cannot be forgotten', () => {
  expect(attempted.toSorted()).toEqual(
    contractCalls()
      .map(({ path: at }) => at.join('.'))
      .toSorted(),
  );
});

/** What the guard alone must answer; null where the service decides. */
function refusalFor(
  who: 'nobody' | 'another member' | 'an admin',
  access: string,
): { refused: string } | null {
  if (who === 'nobody' && access === 'setup') return { refused: 'SETUP_ALREADY_DONE' };
  if (who === 'nobody') return access === 'anyone' ? null : { refused: 'NOT_SIGNED_IN' };
  const tooLow = access === 'owner' || (access === 'admin' && who === 'another member');
  return tooLow ? { refused: 'NOT_ALLOWED' } : null;
}

describe.each(['nobody', 'another member', 'an admin'] as const)('what is Ana’s, tried by %s', (who) => {
  test('is neither shown nor changed by any call', async () => {
    const before = await everythingOf(ana);
    let intruders = 0;
    const makeIntruder = async () => {
      intruders += 1;
      if (who === 'nobody') return test1.window();
      const userName = `intruder-${who === 'an admin' ? 'a' : 'm'}-${intruders}`;
      return addPerson(test1, owner, userName, who === 'an admin' ? 'admin' : 'member');
    };
    let intruder = await makeIntruder();
    for (const { path: at, meta } of contractCalls()) {
      const name = at.join('.');
      // What an admin may do by their office is no intrusion: managing people and the server.
      if (who === 'an admin' && meta.access === 'admin') continue;
      const answer = await attempt(ana, intruderAt(intruder), at);
      expect(JSON.stringify(answer ?? null), name).not.toContain(SECRET_NAME);
      const refusal = refusalFor(who, meta.access);
      expect(refusal === null ? null : answer, name).toEqual(refusal);
      if (name === 'session.signOut' && who !== 'nobody') intruder = await makeIntruder();
    }
    if (who !== 'nobody') await settled(intruder);
    expect(await readdir(intruderFolder)).toEqual([]);
    expect(await everythingOf(ana)).toEqual(before);
  });
});

test('a search that names Ana, or goes on where hers would be, finds nothing of hers', async () => {
  const intruder = await addPerson(test1, owner, 'intruder-s');
  const cursor = Buffer.from(JSON.stringify({ owner: ana.window.userId, at: null })).toString('base64url');
  for (const more of [{ owner: ana.window.userId }, { cursor }, { owner: ana.window.userId, cursor }])
    for (const text of ['segredo', ''])
      expect(await intruder.call.find.search({ text, ...more })).toEqual({ items: [], next: null });
});

test('nobody carries what is Ana’s to somewhere else, or something of theirs to her', async () => {
  const before = await everythingOf(ana);
  const [one, other] = [
    await addPerson(test1, owner, 'carrier'),
    await addPerson(test1, owner, 'carrier-admin', 'admin'),
  ];
  const box = (await other.call.drive.createFolder({ parentId: null, name: 'Box' })).id;
  await other.call.grants.give({ folderId: box, personId: one.userId, access: 'write' });
  for (const { call } of [one, other]) {
    const own = (await call.drive.createFolder({ parentId: null, name: 'Own' })).id;
    for (const how of ['copy', 'move'] as const) {
      for (const folderId of [null, own, box])
        for (const ids of [[ana.fileId], [own === folderId ? box : own, ana.folderId]])
          await expect(call.organise[how]({ ids, folderId })).rejects.toThrow(/NOT_FOUND|READ_ONLY/u);
      for (const conflicts of ['ask', 'replace', 'keepBoth'] as const)
        await expect(
          call.organise[how]({ ids: [own], folderId: ana.folderId, conflicts }),
        ).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    }
  }
  expect((await other.call.drive.list({ folderId: box })).items).toEqual([]);
  expect(await everythingOf(ana)).toEqual(before);
});

test('after all that, Ana’s file comes back byte for byte', async () => {
  const target = path.join(test1.home, 'back');
  await mkdir(target);
  await ana.window.call.transfers.download({ ids: [ana.fileId], grant: ana.window.grant(target) });
  await settled(ana.window);
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(digest(await readFile(path.join(target, `${SECRET_NAME}.bin`)))).toBe(digest(SECRET_BYTES));
});
