import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { CareReport, RestoreState } from '../../electron/contract/care.ts';
import type { CloudSource } from '../../electron/contract/setup.ts';
import type { TestMinio } from './minio-server.ts';
import { settled, startTestCore, until, type TestCore, type TestWindow } from './core.ts';

/** The bucket that a cloud on a server of others is in. */
export const BUCKET = 'our-cloud';

/** That bucket of a server, with the keys to it. */
export function bucketOf({ endpoint, accessKey, secretKey }: TestMinio) {
  return { endpoint, accessKey, secretKey, region: 'us-east-1', bucket: BUCKET };
}

/** Computers on which clouds are lost and brought back: each home is a folder of one temporary place. */
export interface RecoveryWorld {
  readonly folder: string;
  start(name: string, options?: { setAsideDamaged?: boolean }): Promise<TestCore>;
  stop(core: TestCore): Promise<void>;
  /** Ends a cloud in order; then its records are lost, and the data stays. */
  lose(core: TestCore): Promise<void>;
  /** Restores what was found and begins the core anew, as the app does. */
  restore(core: TestCore, window: TestWindow): Promise<TestCore>;
  /** Writes a file of this computer, to be uploaded. */
  file(name: string, text: string): Promise<string>;
  /** The text of a file, by the way a person gets it. */
  textOf(window: TestWindow, id: string): Promise<string>;
  /** Stops all cores and removes the place. */
  clear(): Promise<void>;
}

/** Makes the place. */
export async function makeRecoveryWorld(): Promise<RecoveryWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-recovery-'));
  let running: TestCore[] = [];

  async function start(name: string, options: { setAsideDamaged?: boolean } = {}): Promise<TestCore> {
    const core = await startTestCore({ home: path.join(folder, name), keep: true, ...options });
    running.push(core);
    return core;
  }

  async function stop(core: TestCore): Promise<void> {
    running = running.filter((one) => one !== core);
    await core.stop();
  }

  return {
    folder,
    start,
    stop,
    async lose(core) {
      await stop(core);
      await rm(path.join(core.home, 'core'), { recursive: true, force: true });
    },
    async restore(core, window) {
      await window.call.setup.restore({ language: 'en' });
      const state = await restoreState(window, 'restarting', 'failed');
      expect(state).toEqual({ status: 'restarting' });
      await until(() => core.restarts() === 1, 20_000);
      await stop(core);
      const next = await start(path.basename(core.home));
      await until(() => next.engine().status === 'running', 30_000);
      return next;
    },
    async file(name, text) {
      const at = path.join(folder, 'sources', name);
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, text);
      return at;
    },
    async textOf(window, id) {
      const target = await mkdtemp(path.join(folder, 'down-'));
      await window.call.transfers.download({ ids: [id], grant: window.grant(target) });
      await settled(window);
      const [name] = await readdir(target);
      return readFile(path.join(target, name ?? ''), 'utf8');
    },
    async clear() {
      for (const core of running) await core.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Names in a folder, top for null. */
export async function names(window: TestWindow, folderId: string | null): Promise<string[]> {
  return (await window.call.drive.list({ folderId })).items.map(({ name }) => name);
}

/** What is at the end of a way of names from the top. */
export async function idAt(window: TestWindow, ...way: string[]): Promise<string> {
  let at: string | null = null;
  for (const name of way) {
    const { items } = await window.call.drive.list({ folderId: at });
    const found = items.find((item) => item.name === name);
    if (found === undefined) throw new Error(`no ${name} among ${items.map((item) => item.name).join()}`);
    at = found.id;
  }
  if (at === null) throw new Error('no way given');
  return at;
}

/** The next state of a restore that is one of these. */
export async function restoreState(
  window: TestWindow,
  ...wanted: RestoreState['status'][]
): Promise<RestoreState> {
  const ends = AbortSignal.timeout(60_000);
  for await (const state of await window.call.setup.watchRestore(undefined, { signal: ends }))
    if (wanted.includes(state.status)) return state;
  throw new Error(`never ${wanted.join()}`);
}

/** Looks into a place from a new home, and says what is there. */
export async function look(window: TestWindow, source: CloudSource): Promise<RestoreState> {
  await window.call.setup.lookForCloud(source);
  return restoreState(window, 'found', 'failed');
}

/** Somebody of the old cloud comes to a window of the new one. */
export async function signIn(core: TestCore, userName: string, password: string): Promise<TestWindow> {
  const window = core.window();
  await window.call.session.signIn({ userName, password, remember: false });
  return window;
}

/** Checks the cloud without changing it; answers with what was found. */
export async function check(window: TestWindow): Promise<CareReport['counts']> {
  await window.call.care.check({ repair: false, language: 'en' });
  const ends = AbortSignal.timeout(60_000);
  for await (const state of await window.call.care.watch(undefined, { signal: ends }))
    if (state.status === 'idle' && state.report !== null) return state.report.counts;
  throw new Error('no report');
}
