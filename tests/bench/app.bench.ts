import { _electron } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { firstRun, tempFolder } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { serverPid } from '../support/server-process.ts';
import { residentMiB } from './memory.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

/** From launch to the first page that can be used, against a bare Electron window; and idle memory of each process. */
export async function benchApp(runs: number): Promise<Row[]> {
  const home = await tempFolder('bench-app');
  const bare = await bareApp();
  try {
    const first = await launchApp({ home });
    await firstRun(first.page);
    await first.close();
    const [ours, base]: number[][] = [[], []];
    let memory: Row[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { took, processes } = await startBare(bare);
      base?.push(took);
      const start = performance.now();
      const app = await launchApp({ home, direct: true });
      await app.page.getByRole('button', { name: 'Sign out' }).waitFor();
      ours?.push(performance.now() - start);
      if (run === runs - 1) memory = await idleMemory(app, home, processes);
      await app.close();
    }
    return [ratioRow('app start to first usable page', 'ms', ours ?? [], base ?? [], { max: 2 }), ...memory];
  } finally {
    await rm(home, { recursive: true, force: true });
    await rm(bare, { recursive: true, force: true });
  }
}

/** Memory by process type after half a minute of doing nothing. */
async function idleMemory(
  { app }: Awaited<ReturnType<typeof launchApp>>,
  home: string,
  bare: ReadonlyMap<string, number>,
): Promise<Row[]> {
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  const rows: Row[] = [];
  const limits: Record<string, number> = { Browser: 220, Tab: 220, Utility: 180, GPU: 200, Zygote: 100 };
  for (const [type, mib] of await memoryByType(app)) {
    const base = bare.get(type);
    rows.push(
      limitRow(`idle memory: ${type}`, 'MiB', [mib], base === undefined ? [] : [base], limits[type] ?? 150),
    );
  }
  rows.push(limitRow('idle memory: server', 'MiB', [residentMiB(serverPid(home))], [], 160));
  return rows;
}

type App = Awaited<ReturnType<typeof _electron.launch>>;

async function memoryByType(app: App): Promise<Map<string, number>> {
  const processes = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .map(({ type, name, serviceName, pid }) => ({ type, name: name ?? serviceName, pid })),
  );
  const sums = new Map<string, number>();
  for (const { type, pid } of processes) sums.set(type, (sums.get(type) ?? 0) + residentMiB(pid));
  return sums;
}

async function bareApp(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-bare-'));
  await writeFile(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}');
  await writeFile(path.join(folder, 'page.html'), '<!doctype html><title>bare</title><button>Ready</button>');
  await writeFile(
    path.join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('page.html'));`,
  );
  return folder;
}

async function startBare(folder: string): Promise<{ took: number; processes: Map<string, number> }> {
  const start = performance.now();
  const app = await _electron.launch({
    ...(process.env['MCM_ELECTRON'] === undefined ? {} : { executablePath: process.env['MCM_ELECTRON'] }),
    args: ['--no-sandbox', folder, `--user-data-dir=${path.join(folder, 'profile')}`],
  });
  const page = await app.firstWindow();
  await page.getByRole('button', { name: 'Ready' }).waitFor();
  const took = performance.now() - start;
  const processes = await memoryByType(app);
  await app.close();
  return { took, processes };
}
