import { app, utilityProcess, type UtilityProcess } from 'electron';
import { coreMessage, RESTART_EXIT, type CoreOptions, type ShellMessage } from '../contract/shell.ts';
import { coreEnvironment } from './core-environment.ts';
import { coreOptionsFor } from './core-options.ts';
import { openKeychain } from './keychain.ts';
import type { Paths } from './paths.ts';

/** How the packaged app is started on a machine without a display. */
export const HEADLESS = '--headless';

/** How long the core may take to park transfers and stop the server, in milliseconds. */
const STOP_LIMIT_MS = 20_000;

/** Runs the core without any window, with its words in this terminal; ends with it, and on SIGTERM in order. */
export function startHeadless(paths: Paths): void {
  const keychain = openKeychain();
  const options: CoreOptions = { ...coreOptionsFor(paths, keychain), headless: true };
  let core: UtilityProcess | undefined;
  let stopping = false;

  function run(): void {
    const child = utilityProcess.fork(paths.coreEntry, [JSON.stringify(options)], {
      serviceName: 'Mini Cloud Maker core',
      env: coreEnvironment(process.env),
      stdio: 'inherit',
    });
    core = child;
    const post = (message: ShellMessage) => child.postMessage(message, []);
    const reply = (id: number, work: () => string | undefined) => {
      let value: string | null = null;
      try {
        value = work() ?? null;
      } catch (error) {
        console.error(error);
      }
      post({ type: 'answer', id, value });
    };
    child.on('message', (raw: unknown) => {
      const { data: message } = coreMessage.safeParse(raw);
      if (message?.type === 'encrypt') reply(message.id, () => keychain?.encrypt(message.text));
      else if (message?.type === 'decrypt') reply(message.id, () => keychain?.decrypt(message.data));
      else if (message?.type === 'failed') app.exit(1); // the core has said why
    });
    child.once('exit', (code) => {
      if (code === RESTART_EXIT && !stopping) run();
      else app.exit(code);
    });
  }

  function stop(): void {
    if (stopping) return;
    stopping = true;
    core?.postMessage({ type: 'stop' } satisfies ShellMessage, []);
    setTimeout(() => app.exit(1), STOP_LIMIT_MS);
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
  run();
}
