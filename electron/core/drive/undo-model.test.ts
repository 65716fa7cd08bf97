import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectSound } from '../../../tests/support/drive-rules.ts';
import { makeDriveWorld } from '../../../tests/support/drive-world.ts';
import { anyAct } from '../../../tests/support/model-act.ts';
import { handsInWorld } from '../../../tests/support/model-hands.ts';
import { ModelPerson } from '../../../tests/support/model-person.ts';

const SEED = Number(process.env['MCM_TEST_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['MCM_RUNS'] ?? 3);

test(
  'whatever somebody does and takes back, the drive is what a model says',
  { timeout: 120_000 * RUNS },
  async () => {
    const done = new Set<string>();
    const lives = fc.asyncProperty(fc.array(anyAct, { minLength: 120, maxLength: 120 }), async (acts) => {
      const world = await makeDriveWorld();
      try {
        const resident = await world.person();
        const person = new ModelPerson('ana');
        person.enter(handsInWorld(world, resident));
        for (const act of acts) {
          world.clock.now = new Date(world.clock.now.getTime() + 1);
          await person.do(act);
        }
        await person.settle();
        await person.belongings();
        await expectSound(world, [resident]);
        for (const what of Object.keys(person.done)) done.add(what);
      } finally {
        await world.close();
      }
    });
    await fc.assert(lives, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    expect([...done]).toEqual(expect.arrayContaining(['undo move', 'undo copy', 'undo trash', 'outdated']));
  },
);
