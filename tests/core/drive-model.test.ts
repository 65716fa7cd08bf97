import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CareReport } from '../../electron/contract/care.ts';
import { addPerson, OWNER, setUp, startTestCore, until, type TestWindow } from '../support/core.ts';
import { startCoreThread, type CoreThread } from '../support/core-thread.ts';
import { anyAct, type Act } from '../support/model-act.ts';
import { compareBytes, handsAtWindow } from '../support/model-hands.ts';
import { ModelPerson } from '../support/model-person.ts';

/*
 * Several people do random things at once, while the server is killed or the core ends in the middle of anything.
 * Afterwards everybody sees what they did, every content is what it was, and the check finds nothing wrong.
 * Whatever can be taken back is, at random, now or later. `MCM_TEST_SEED` plays a run again, `MCM_RUNS` makes more of them,
 * `MCM_STEPS` makes each so many times as long (a run is played again by the same seed and the same length).
 */
const SEED = Number(process.env['MCM_TEST_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['MCM_RUNS'] ?? 1);
const STEPS = Number(process.env['MCM_STEPS'] ?? 1);
const PEOPLE = ['ana', 'bruno', 'carla'];

interface Phase {
  readonly chaos: 'none' | 'server' | 'core';
  readonly afterMs: number;
  readonly acts: readonly Act[][];
}

const phase: fc.Arbitrary<Phase> = fc.record({
  chaos: fc.constantFrom('none', 'server', 'core'),
  afterMs: fc.integer({ min: 20, max: 1500 }),
  acts: fc.tuple(
    ...PEOPLE.map(() => fc.array(anyAct, { minLength: 8 * STEPS, maxLength: 14 * STEPS, size: 'max' })),
  ),
});

/** A cloud with its people, and the sessions that they begin with each time. */
async function makeCloud(home: string): Promise<{ owner: string; people: string[] }> {
  const core = await startTestCore({ home, keep: true });
  const first = await setUp(core);
  await Promise.all(PEOPLE.map((userName) => addPerson(core, first, userName)));
  const tokens: string[] = [];
  const accounts = PEOPLE.map((userName) => ({ userName, password: `first password of ${userName}` }));
  for (const { userName, password } of [OWNER, ...accounts]) {
    const before = new Set(core.remembered.values());
    await core.window().call.session.signIn({ userName, password, remember: true });
    const token = [...core.remembered.values()].find((one) => one !== null && !before.has(one));
    if (token === null || token === undefined) throw new Error('the session is not remembered');
    tokens.push(token);
  }
  await core.stop();
  const [owner = '', ...people] = tokens;
  return { owner, people };
}

/** The process that serves, once there is one; not the one that was `killed`, of which the core may not know yet. */
async function untilRunning(owner: TestWindow, killed: number | null = null): Promise<number> {
  const signal = AbortSignal.timeout(90_000);
  for await (const { status, details } of await owner.call.engine.watch(undefined, { signal }))
    if (status === 'running' && typeof details?.pid === 'number' && details.pid !== killed)
      return details.pid;
  throw new Error('the server does not run');
}

async function check(owner: TestWindow): Promise<CareReport> {
  await owner.call.care.check({ repair: false, language: 'en' });
  const signal = AbortSignal.timeout(90_000);
  for await (const state of await owner.call.care.watch(undefined, { signal }))
    if (state.status === 'idle') {
      expect(state.failure).toBeNull();
      if (state.report !== null) return state.report;
    }
  throw new Error('no report');
}

async function play(phases: readonly Phase[]): Promise<void> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'mcm-model-'));
  let core: CoreThread | undefined;
  try {
    const tokens = await makeCloud(home);
    const people = PEOPLE.map((name) => new ModelPerson(name));
    const windows: TestWindow[] = [];
    const open = async () => {
      const opened = await startCoreThread(home);
      core = opened;
      tokens.people.forEach((token, at) => {
        const window = opened.window(token);
        windows[at] = window;
        people[at]?.enter(handsAtWindow(window, path.join(home, 'sources', String(at))));
      });
      return { opened, owner: opened.window(tokens.owner) };
    };
    let { opened, owner } = await open();
    for (const { chaos, afterMs, acts } of phases) {
      const pid = await untilRunning(owner);
      const left = acts.map((list) => list.slice());
      const work = () => Promise.all(people.map((person, at) => person.work(left[at] ?? [])));
      const working = work();
      if (chaos !== 'none') await Promise.race([wait(afterMs), working]);
      if (chaos === 'server') process.kill(pid, 'SIGKILL');
      if (chaos === 'core') {
        await opened.crash();
        await working;
        ({ opened, owner } = await open());
        for (const person of people) await person.settle();
        await work();
      }
      await working;
      await untilRunning(owner, chaos === 'server' ? pid : null);
      for (const person of people) await person.settle();
    }
    expect((await check(owner)).counts).toEqual([]);
    for (const [at, person] of people.entries()) {
      const window = windows[at];
      if (window !== undefined)
        await compareBytes(window, await person.belongings(), path.join(home, 'down', person.name));
    }
    if (process.env['MCM_SHOW'])
      for (const person of people) console.log(person.name, JSON.stringify(person.done));
    await opened.stop();
    core = undefined;
  } finally {
    await core?.crash();
    await endServer(home);
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Ends the server that a core left behind that was ended in the middle. */
async function endServer(home: string): Promise<void> {
  const core = await startTestCore({ home, keep: true });
  await until(() => ['running', 'failed'].includes(core.engine().status), 30_000);
  await core.stop();
}

test(
  'whatever several people do at once, and whenever the server or the core dies, nothing is lost or doubled',
  { timeout: 300_000 * Math.max(1, RUNS) * Math.max(1, STEPS) },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(phase, { minLength: 4, maxLength: 5 }), play), {
      seed: SEED,
      numRuns: RUNS,
      endOnFailure: true,
      verbose: 2,
    });
  },
);
