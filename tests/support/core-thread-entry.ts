import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { CoreOptions } from '../../electron/contract/shell.ts';
import { startCore } from '../../electron/core/core.ts';
import { DECODERS } from './decoders.ts';

/** What the thread is asked. */
export type CoreThreadMessage =
  | {
      readonly type: 'connect';
      readonly windowId: number;
      readonly token: string | null;
      readonly port: MessagePort;
    }
  | { readonly type: 'grant'; readonly windowId: number; readonly id: string; readonly path: string }
  | { readonly type: 'stop' };

if (parentPort === null) throw new Error('runs as a worker thread');
const port = parentPort;
const file = (name: string) => new URL(`../../electron/core/${name}`, import.meta.url);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by the one who makes the thread
const core = await startCore(workerData as CoreOptions, {
  cipher: null,
  remember: (_windowId, token) => port.postMessage({ type: 'session', token }),
  busy: () => undefined,
  show: () => undefined,
  notify: () => undefined,
  passwordWorker: file('accounts/password.worker.ts'),
  asideWorker: file('db/aside.worker.ts'),
  snapshotWorker: file('db/snapshot.worker.ts'),
  shareScript: new URL('../../out/main/share.js', import.meta.url),
  restart: () => undefined,
  decoders: DECODERS,
});

port.on('message', (message: CoreThreadMessage) => {
  switch (message.type) {
    case 'connect':
      core.windows.connect(message.windowId, message.port, message.token);
      break;
    case 'grant':
      core.windows.grant(message.windowId, [{ id: message.id, path: message.path, temporary: false }]);
      break;
    case 'stop':
      void core.stop().then(() => port.postMessage({ type: 'stopped' }));
      break;
  }
});
port.postMessage({ type: 'ready' });
