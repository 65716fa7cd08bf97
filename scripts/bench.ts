// Measures the app against baselines in the same run: `npm run bench -- [--out FILE] [--only PART,...] [--runs N]`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hasRclone } from '../tests/bench/rclone.ts';
import { table } from '../tests/bench/rows.ts';
import { command, Problem } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { installPackages, isDebian } from './system/debian.ts';
import { openWorkshop } from './test/workshop.ts';

const PARTS = [
  'start',
  'transfers',
  'folder',
  'zip',
  'gateway',
  'move',
  'daily',
  'listing',
  'search',
  'thumbnails',
  'scroll',
  'app',
];
/** Parts that look at the real window. */
const WINDOW_PARTS = new Set(['scroll', 'app']);

/** Parts whose baseline is rclone. */
const RCLONE_PARTS = new Set(['transfers', 'folder', 'move']);

/** Electron's young generation, in MiB. Plain Node lets it grow to 128 MiB, which the app never sees. */
const APP_HEAP = '--max-semi-space-size=8';

const rowsSchema = z.array(
  z.object({
    name: z.string(),
    ours: z.number(),
    baseline: z.number().nullable(),
    ratio: z.number().nullable(),
    goal: z.string(),
    holds: z.boolean(),
    unit: z.string(),
  }),
);

/** The baseline of the transfers. */
async function getRclone(): Promise<void> {
  if (!isDebian()) throw new Problem('The baseline of the transfers is rclone. Install it and try again.');
  await installPackages('Measuring against rclone', ['rclone']);
}

await command(async () => {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, only: { type: 'string' }, runs: { type: 'string', default: '3' } },
  });
  const chosen = values.only?.split(',') ?? PARTS;
  if (chosen.some((part) => RCLONE_PARTS.has(part)) && !(await hasRclone())) await getRclone();
  const workshop = openWorkshop([]);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-bench-'));
  try {
    const server = await workshop.server();
    const env = { ...server.env };
    if (chosen.some((part) => WINDOW_PARTS.has(part))) {
      const [electron, display] = [await workshop.electron(), await workshop.display()];
      await workshop.build();
      Object.assign(env, electron.env, display.env, { MCM_ELECTRON: electron.executable });
    }
    const rows: z.infer<typeof rowsSchema> = [];
    for (const part of chosen) {
      console.error(`${part} …`);
      const file = path.join(folder, `${part}.json`);
      const script = path.join(root, 'tests/bench/part.ts');
      if ((await run(process.execPath, [APP_HEAP, script, part, values.runs, file], { env })) !== 0)
        throw new Problem(`The part "${part}" could not be measured.`);
      rows.push(...rowsSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
    }
    console.log(table(rows));
    if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify({ rows }, null, 2)}\n`);
  } finally {
    await workshop.close();
    await rm(folder, { recursive: true, force: true });
  }
});
