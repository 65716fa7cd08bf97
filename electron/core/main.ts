import type { SupportedMessagePort } from '@orpc/client/message-port';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  coreOptions,
  READ_FOR_LONG,
  RESTART_EXIT,
  shellMessage,
  type ContentAnswer,
  type CoreMessage,
} from '../contract/shell.ts';
import { startCore, type Core } from './core.ts';
import { lockHome } from './db/lock.ts';
import { runHeadless, terminalLanguage } from './headless-main.ts';
import { attendTerminal, startFailure } from './headless.ts';
import { isFailure } from './lib/errors.ts';
import { printTo } from './lib/terminal.ts';
import type { Cipher } from './lib/vault.ts';

/** The part of Electron's parent port that the core uses. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly WindowPort[] }) => void): unknown;
  postMessage(message: CoreMessage): void;
}
type WindowPort = SupportedMessagePort & { start(): void };

const workers = {
  passwordWorker: new URL('password-worker.js', import.meta.url),
  asideWorker: new URL('aside-worker.js', import.meta.url),
  snapshotWorker: new URL('snapshot-worker.js', import.meta.url),
  shareScript: new URL('share.js', import.meta.url),
  decoders: {
    worker: new URL('thumbnail-worker.js', import.meta.url),
    pdfium: fileURLToPath(new URL('pdfium.wasm', import.meta.url)),
  },
};

const AWAY: ContentAnswer = { kind: 'away' };

/** Asks the shell, which holds the keychain; each question waits for the answer of its number. */
function shellCipher(shell: ParentPort, waiting: Map<number, (value: string | null) => void>): Cipher {
  let last = 0;
  const ask = (question: { type: 'encrypt'; text: string } | { type: 'decrypt'; data: string }) =>
    new Promise<string>((resolve, reject) => {
      last += 1;
      waiting.set(last, (value) => {
        if (value === null) reject(new Error('the keychain refused'));
        else resolve(value);
      });
      shell.postMessage({ ...question, id: last });
    });
  return {
    encrypt: (text) => ask({ type: 'encrypt', text }),
    decrypt: (data) => ask({ type: 'decrypt', data }),
  };
}

/** Runs the core as the shell's utility process: options come as the one argument, words over the parent port. */
function serveShell(shell: ParentPort): void {
  const options = coreOptions.parse(JSON.parse(process.argv[2] ?? '{}'));
  const waiting = new Map<number, (value: string | null) => void>();
  /** Who waits for an answer about content, or reads what was found. */
  const reading = new Map<number, AbortController>();

  const end = (exitCode: number) =>
    void starting
      .then((core) => core?.stop())
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        shell.postMessage({ type: 'stopped' });
        process.exit(exitCode);
      });
  async function start(): Promise<Core> {
    lockHome(options.home, options.sqliteBinding);
    return startCore(options, {
      ...workers,
      cipher: options.keychain ? shellCipher(shell, waiting) : null,
      remember: (windowId, token) => shell.postMessage({ type: 'session', windowId, token }),
      notify: (notice) => shell.postMessage({ type: 'notice', notice }),
      busy: (transfers) => shell.postMessage({ type: 'busy', transfers }),
      show: (shown) => shell.postMessage({ type: 'show', path: shown }),
      // The shell begins a core that ended by itself anew.
      restart: () => end(RESTART_EXIT),
    });
  }
  const starting: Promise<Core | undefined> = start().then(
    (core) => {
      shell.postMessage({ type: 'ready' });
      if (options.headless === true)
        attendTerminal(core, terminalLanguage(process.env), printTo(process.stdout));
      return core;
    },
    (error: unknown) => {
      if (options.headless === true)
        printTo(process.stdout)(startFailure(error, terminalLanguage(process.env), options.home));
      if (options.headless !== true || !isFailure(error)) console.error(error);
      shell.postMessage({ type: 'failed', code: isFailure(error) ? error.code : 'INTERNAL' });
      return undefined;
    },
  );

  shell.on('message', ({ data, ports }) => {
    const message = shellMessage.parse(data);
    switch (message.type) {
      case 'connect': {
        const [port] = ports;
        if (port !== undefined)
          void starting.then((core) => core?.windows.connect(message.windowId, port, message.token));
        break;
      }
      case 'grant':
        void starting.then((core) => core?.windows.grant(message.windowId, message.grants));
        break;
      case 'answer':
        waiting.get(message.id)?.(message.value);
        waiting.delete(message.id);
        break;
      case 'content': {
        const { id, question } = message;
        const asked = new AbortController();
        reading.set(id, asked);
        const over = () => {
          reading.delete(id);
          shell.postMessage({ type: 'contentOver', id });
        };
        void starting
          .then(async (core): Promise<ContentAnswer> => {
            return (await core?.showContent(question, { signal: asked.signal, over })) ?? AWAY;
          })
          .catch((error: unknown): ContentAnswer => {
            console.error(error);
            return AWAY;
          })
          .then((answer) => {
            if (answer.kind !== 'found' || !READ_FOR_LONG.has(question.what)) reading.delete(id);
            shell.postMessage({ type: 'content', id, answer });
          });
        break;
      }
      case 'contentDropped':
        reading.get(message.id)?.abort();
        reading.delete(message.id);
        break;
      case 'stop':
        end(0);
        break;
    }
  });
}

// Absent when plain Node runs this file, whatever the types say.
const parentPort: ParentPort | undefined = process.parentPort;
if (parentPort === undefined) {
  await runHeadless(checkout(), {
    ...workers,
    cipher: null,
    remember: () => undefined,
    notify: () => undefined,
    busy: () => undefined,
    show: () => undefined,
  });
} else {
  // An interrupt in the terminal reaches every process at once; the shell is the one that ends the core, in order.
  process.on('SIGINT', () => undefined);
  serveShell(parentPort);
}

/** Where the parts of the app are in a checkout that was built, which is what plain Node runs. */
function checkout() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return {
    appVersion: version,
    manifestFile: path.join(root, 'resources', 'minio', 'manifest.json'),
    pageFolder: path.join(root, 'out', 'renderer'),
    bundledServerFolder: process.env['MCM_SERVER_FOLDER'] ?? null,
  };
}
