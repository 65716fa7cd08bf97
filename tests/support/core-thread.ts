import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { Contract } from '../../electron/contract/contract.ts';
import type { CoreOptions } from '../../electron/contract/shell.ts';
import type { CoreThreadMessage } from './core-thread-entry.ts';
import type { TestWindow } from './core.ts';
import { minioBinary } from './minio-server.ts';

/** A whole core in a thread of its own, so that it can end in the middle of anything. */
export interface CoreThread {
  /** A window that begins with this session. */
  window(token: string | null): TestWindow;
  /** Ends it at once, without ceremony; its server goes on until the next core finds it. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the core on a home that was set up before. */
export async function startCoreThread(home: string): Promise<CoreThread> {
  const workerData: CoreOptions = {
    home: path.join(home, 'core'),
    appVersion: '0.0.0-test',
    suggestedFolder: path.join(home, 'data'),
    bundledServerFolder: path.dirname(await minioBinary()),
    sqliteBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    manifestFile: path.join(import.meta.dirname, '../../resources/minio/manifest.json'),
    pageFolder: path.join(import.meta.dirname, '../../out/renderer'),
    keychain: false,
  };
  const entry = new URL('core-thread-entry.ts', import.meta.url);
  const worker = new Worker(entry, { workerData, execArgv: [] });
  await once(worker, 'message');
  const ports: MessagePort[] = [];
  let lastWindow = 0;
  const tell = (message: CoreThreadMessage, moved: MessagePort[] = []) => worker.postMessage(message, moved);
  let end: (reason: Error) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  ended.catch(() => undefined); // who asks is told
  const closePorts = () => {
    end(new Error('the core has ended'));
    for (const port of ports) port.close();
  };

  return {
    window(token) {
      lastWindow += 1;
      const windowId = lastWindow;
      const { port1, port2 } = new MessageChannel();
      ports.push(port2);
      tell({ type: 'connect', windowId, token, port: port1 }, [port1]);
      const call: ContractRouterClient<Contract> = createORPCClient(
        new RPCLink({
          port: port2,
          // A closed port says nothing to whoever asks only then.
          interceptors: [(options) => Promise.race([options.next(), ended])],
        }),
      );
      port2.start();
      return {
        call,
        grant(chosen) {
          const id = randomUUID();
          tell({ type: 'grant', windowId, id, path: chosen });
          return id;
        },
        close: () => port2.close(),
      };
    },
    async crash() {
      await worker.terminate();
      closePorts();
    },
    async stop() {
      tell({ type: 'stop' });
      await once(worker, 'message');
      await worker.terminate();
      closePorts();
    },
  };
}
