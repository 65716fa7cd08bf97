import { beforeEach, expect, test, vi } from 'vitest';
import { fail } from './errors.ts';
import { makeEvents, type Events } from './events.ts';
import { makeGoingOn, type GoingOn, type NeedsLeave } from './going-on.ts';
import { silentLog } from './log.ts';

let events: Events;
let goingOn: GoingOn;
let allowed: boolean;
let asked: number;

beforeEach(() => {
  events = makeEvents();
  goingOn = makeGoingOn({ events, log: silentLog() });
  allowed = true;
  asked = 0;
});

const needs = (more: Partial<NeedsLeave> = {}): NeedsLeave => ({
  key: 'one',
  userId: 'bia',
  ownerIds: ['ana'],
  check() {
    asked += 1;
    return allowed ? Promise.resolve() : Promise.reject(fail('FOLDER_GONE'));
  },
  ...more,
});
const listeners = () =>
  (['grants.changed', 'people.changed', 'sessions.ended', 'drive.changed'] as const).map((name) =>
    events.listenerCount(name),
  );

test('what may not begin does not', async () => {
  allowed = false;
  await expect(goingOn.begin(needs())).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  expect(listeners()).toEqual([0, 0, 0, 0]);
});

const facts: Record<string, () => void> = {
  'who may see a folder': () => events.emit('grants.changed', { userIds: ['ana', 'bia'] }),
  'what everybody may see': () => events.emit('grants.changed', { userIds: null }),
  'the owner': () => events.emit('people.changed', { userId: 'ana' }),
  'who does it': () => events.emit('people.changed', { userId: 'bia' }),
  'the sessions of who does it': () => events.emit('sessions.ended', { userId: 'bia' }),
  'the drive of the owner': () => events.emit('drive.changed', { userId: 'ana', folderIds: [] }),
};

test.each(Object.keys(facts))('a change of %s ends what may not go on, for its reason', async (what) => {
  const one = await goingOn.begin(needs());
  const two = await goingOn.begin(needs({ key: 'two' }));
  facts[what]?.();
  await vi.waitFor(() => expect(asked).toBe(4), 30_000);
  expect([one.signal.aborted, two.signal.aborted]).toEqual([false, false]);
  allowed = false;
  facts[what]?.();
  await vi.waitFor(() => expect(two.signal.aborted).toBe(true), 30_000);
  expect(one.signal.reason).toMatchObject({ code: 'FOLDER_GONE' });
});

test('a change of others asks nobody', async () => {
  const { signal } = await goingOn.begin(needs());
  allowed = false;
  events.emit('grants.changed', { userIds: ['caio'] });
  events.emit('people.changed', { userId: 'caio' });
  events.emit('drive.changed', { userId: 'bia', folderIds: [] });
  await new Promise(setImmediate);
  expect([signal.aborted, asked]).toEqual([false, 1]);
});

test('what happens while it is asked for the first time is not missed', async () => {
  let answer: () => void = () => undefined;
  let first = true;
  const check = () => {
    if (!first) return Promise.reject(fail('READ_ONLY', { name: 'Plans' }));
    first = false;
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  };
  const begun = goingOn.begin(needs({ check }));
  events.emit('grants.changed', { userIds: ['bia'] });
  await new Promise(setImmediate);
  answer();
  await expect(begun).rejects.toMatchObject({ code: 'READ_ONLY' });
});

test('what is asked for in the same way is asked once for all, and a failing look ends it too', async () => {
  const leaves = await Promise.all(Array.from({ length: 20 }, () => goingOn.begin(needs())));
  asked = 0;
  events.emit('grants.changed', { userIds: null });
  await vi.waitFor(() => expect(asked).toBe(1), 30_000);
  const broken = await goingOn.begin(
    needs({
      key: 'broken',
      check: () => (asked < 2 ? Promise.resolve() : Promise.reject(new Error('broken'))),
    }),
  );
  asked = 2;
  events.emit('grants.changed', { userIds: null });
  await vi.waitFor(() => expect(broken.signal.aborted).toBe(true), 30_000);
  expect(broken.signal.reason).toMatchObject({ code: 'FOLDER_GONE' });
  expect(leaves.every(({ signal }) => !signal.aborted)).toBe(true);
});

test('the first change of a drive is looked at at once, and many after it together', async () => {
  await goingOn.begin(needs());
  for (let time = 0; time < 100; time += 1) events.emit('drive.changed', { userId: 'ana', folderIds: [] });
  expect(asked).toBe(2);
  await vi.waitFor(() => expect(asked).toBe(3), 30_000);
});

test('nothing is listened to once all has ended', async () => {
  const [one, two] = [await goingOn.begin(needs()), await goingOn.begin(needs())];
  one.end();
  one.end();
  expect(listeners()).toEqual([1, 1, 1, 1]);
  two.end();
  expect(listeners()).toEqual([0, 0, 0, 0]);
});
