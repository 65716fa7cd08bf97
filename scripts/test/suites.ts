import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { exists } from '../lib/files.ts';
import { readJson } from '../lib/json.ts';
import { packForTests } from '../packaging/pack-for-tests.ts';
import { type Environment, runTool } from '../lib/run.ts';
import { wishTrustTools } from '../system/chromium.ts';
import type { Outcome } from './steps.ts';
import { playwrightReport, vitestReport, type Counts } from './suite-reports.ts';
import type { Workshop } from './workshop.ts';

/** Tests beside the code and flows through a whole core, in plain Node with real parts. */
export async function unit(workshop: Workshop): Promise<Outcome> {
  const server = await workshop.server();
  return counted(async (reportFile) => {
    // What only a busy machine breaks is tried once more there, and named at the end; see also the end-to-end tests.
    const retry = process.env['CI'] === undefined ? [] : ['--retry=1'];
    const args = [
      'run',
      ...retry,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ];
    // Node loads the SQLite that better-sqlite3 ships; the other one is for an old Electron only.
    const env = { ...server.env, BETTER_SQLITE3_BINDING: undefined };
    return runTool('vitest', [...args, ...workshop.passOn], { env });
  }, vitestReport);
}

/** The built app in a real window, and its page in a real browser. */
export async function endToEnd(workshop: Workshop): Promise<Outcome> {
  await workshop.build();
  await wishTrustTools();
  return playwright(workshop, [], { MCM_CHROMIUM: await workshop.chromium() });
}

/** The packaged app, as an installer would put it on a disk, against the tests marked `@packaged`. */
export async function packaged(workshop: Workshop): Promise<Outcome> {
  await workshop.build();
  const executable = await packForTests(await workshop.electron(), await workshop.server());
  // It has to find its own SQLite and its own server.
  const env = { MCM_E2E_APP: executable, BETTER_SQLITE3_BINDING: undefined, MCM_SERVER_FOLDER: undefined };
  return playwright(workshop, ['--grep', '@packaged'], env);
}

async function playwright(workshop: Workshop, args: readonly string[], extra: Environment): Promise<Outcome> {
  const [electron, server, display] = await Promise.all([
    workshop.electron(),
    workshop.server(),
    workshop.display(),
  ]);
  return counted(async (reportFile) => {
    const env = {
      ...electron.env,
      ...server.env,
      ...display.env,
      ...extra,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    };
    const reporters = '--reporter=list,json';
    return runTool(['@playwright/test', 'playwright'], ['test', reporters, ...args, ...workshop.passOn], {
      env,
    });
  }, playwrightReport);
}

async function counted(
  runWith: (reportFile: string) => Promise<number>,
  report: z.ZodType<Counts>,
): Promise<Outcome> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const code = await runWith(file);
    if (!(await exists(file))) return { ok: false, output: 'The tests ended without a report.' };
    const tests = await readJson(file, report);
    // A suite without a single test proves nothing, whatever its exit code says.
    return { ok: code === 0 && tests.passed > 0, tests };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
