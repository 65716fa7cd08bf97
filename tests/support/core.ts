import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { Contract } from '../../electron/contract/contract.ts';
import type { EngineState } from '../../electron/contract/engine.ts';
import type { Notice } from '../../electron/contract/shell.ts';
import type { TransfersEvent } from '../../electron/contract/transfers.ts';
import { startCore, type Core } from '../../electron/core/core.ts';
import { DECODERS } from './decoders.ts';
import { minioBinary } from './minio-server.ts';

/** A window of the core: its typed calls, and paths handed over as the shell would. */
export interface TestWindow {
  readonly call: ContractRouterClient<Contract>;
  /** The handle that the shell would give the page for a chosen or dropped path. */
  grant(chosen: string): string;
  close(): void;
}

export interface TestCore {
  readonly core: Core;
  readonly home: string;
  readonly dataFolder: string;
  /** Sessions that windows were asked to remember, by window. */
  readonly remembered: Map<number, string | null>;
  /** What the server is doing. */
  engine(): EngineState;
  /** How often the core asked to be begun anew. */
  restarts(): number;
  /** What the person was told by the system's notifications. */
  readonly notices: readonly Notice[];
  window(token?: string | null): TestWindow;
  stop(): Promise<void>;
}

export const OWNER = { name: 'Olga Dona', userName: 'olga', password: 'correct horse battery' };

/** Starts a whole core on a home of its own, with the real server program; `keep` leaves the home for a next start. */
export async function startTestCore(
  options: {
    home?: string;
    keep?: boolean;
    setAsideDamaged?: boolean;
    sqliteBinding?: string | null;
    pageFolder?: string;
  } = {},
): Promise<TestCore> {
  const { sqliteBinding = process.env['BETTER_SQLITE3_BINDING'] ?? null } = options;
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), 'mcm-core-')));
  const dataFolder = path.join(home, 'data');
  await mkdir(home, { recursive: true });
  const remembered = new Map<number, string | null>();
  let restarts = 0;
  const notices: Notice[] = [];
  const core = await startCore(
    {
      home: path.join(home, 'core'),
      appVersion: '0.0.0-test',
      suggestedFolder: dataFolder,
      bundledServerFolder: path.dirname(await minioBinary()),
      sqliteBinding,
      manifestFile: path.join(import.meta.dirname, '../../resources/minio/manifest.json'),
      pageFolder: options.pageFolder ?? path.join(import.meta.dirname, '../../out/renderer'),
      keychain: false,
      setAsideDamaged: options.setAsideDamaged ?? false,
    },
    {
      cipher: null,
      remember: (windowId, token) => remembered.set(windowId, token),
      busy: () => undefined,
      show: () => undefined,
      notify: (notice) => notices.push(notice),
      passwordWorker: new URL('../../electron/core/accounts/password.worker.ts', import.meta.url),
      asideWorker: new URL('../../electron/core/db/aside.worker.ts', import.meta.url),
      snapshotWorker: new URL('../../electron/core/db/snapshot.worker.ts', import.meta.url),
      shareScript: new URL('../../out/main/share.js', import.meta.url),
      restart: () => {
        restarts += 1;
      },
      decoders: DECODERS,
    },
  );
  let lastWindow = 0;
  const ports: { close(): void }[] = [];

  return {
    core,
    home,
    dataFolder,
    remembered,
    notices,
    engine: () => core.engine.state(),
    restarts: () => restarts,
    window(token = null) {
      lastWindow += 1;
      const windowId = lastWindow;
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      core.windows.connect(windowId, port1, token);
      const call: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }));
      port2.start();
      return {
        call,
        grant(chosen) {
          const id = randomUUID();
          core.windows.grant(windowId, [{ id, path: chosen, temporary: false }]);
          return id;
        },
        close: () => port2.close(),
      };
    },
    async stop() {
      await core.stop();
      for (const port of ports) port.close();
      if (options.keep !== true) await rm(home, { recursive: true, force: true });
    },
  };
}

/** Takes a new core through the first run, as a person would; answers with the owner's window. */
export async function setUp(test: TestCore): Promise<TestWindow> {
  const window = test.window();
  await window.call.setup.createOwner(OWNER);
  const report = await window.call.setup.chooseLocation({ folder: test.dataFolder });
  if (!report.usable) throw new Error(`the data folder is ${report.state}`);
  await window.call.setup.install();
  await until(() => ['running', 'failed'].includes(test.engine().status), 30_000);
  const { failure } = test.engine();
  if (failure !== null) throw new Error(`the server did not start: ${JSON.stringify(failure)}`);
  await window.call.setup.finish();
  return window;
}

/** Adds somebody and signs them in on a window of their own. */
export async function addPerson(
  test: TestCore,
  owner: TestWindow,
  userName: string,
  role: 'member' | 'admin' = 'member',
  quotaBytes: number | null = null,
): Promise<TestWindow & { readonly userId: string }> {
  const password = `first password of ${userName}`;
  const { id } = await owner.call.people.add({ name: userName, userName, password, role, quotaBytes });
  const window = test.window();
  const person = await window.call.session.signIn({ userName, password, remember: false });
  if (person.mustChangePassword) {
    const newPassword = `own password of ${userName}`;
    await window.call.session.changePassword({ currentPassword: password, newPassword });
  }
  return { ...window, userId: id };
}

/** Waits until all transfers of a window's person have settled, and answers with the last event. */
export async function settled(window: TestWindow, timeoutMs = 60_000): Promise<TransfersEvent> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  let last: TransfersEvent | undefined;
  try {
    for await (const event of await window.call.transfers.watch(undefined, { signal: stop.signal })) {
      last = event;
      const { waiting, running, reading } = event.totals;
      const retrying = event.items.some(({ status }) => status === 'retrying');
      if (waiting + running === 0 && !reading && !retrying) return event;
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  throw new Error(`transfers did not settle: ${JSON.stringify(last)}`);
}

/** Uploads paths into a folder and waits until they are done. */
export async function upload(
  window: TestWindow,
  folderId: string | null,
  chosen: readonly string[],
): Promise<TransfersEvent> {
  await window.call.transfers.upload({ folderId, grants: chosen.map((one) => window.grant(one)) });
  return settled(window);
}

/** Waits until a condition holds; throws after a minute, or after `timeoutMs` where that is longer. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const end = performance.now() + Math.max(timeoutMs, 60_000);
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`still not so: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
