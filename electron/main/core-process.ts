import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { createWriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import {
  coreMessage,
  READ_FOR_LONG,
  type ContentAnswer,
  type ContentQuestion,
  type CoreMessage,
  type CoreOptions,
  type Notice,
  type ShellMessage,
} from '../contract/shell.ts';
import type { ContentReader } from './content-protocol.ts';
import { CORE_FAILED, CORE_PORT, CORE_RESTARTED } from './channels.ts';
import { coreEnvironment } from './core-environment.ts';
import type { Keychain } from './keychain.ts';
import { logFile, type ShellLog } from './log-file.ts';
import type { RememberedSession } from './remembered-session.ts';
import { makeRestarts } from './restarts.ts';

/** How long the core may take to park transfers and stop the server. */
const STOP_LIMIT_MS = 15_000;
const EXIT_LIMIT_MS = 2000;
const AWAY: ContentAnswer = { kind: 'away' };

export interface CoreProcessDeps {
  readonly entry: string;
  readonly options: CoreOptions;
  readonly keychain: Keychain | null;
  readonly session: RememberedSession;
  readonly logs: string;
  readonly log: ShellLog;
  /** Told how many transfers run. */
  readonly onBusy: (transfers: number) => void;
  /** Shows a file in the system's file manager. */
  readonly onShow: (path: string) => void;
  /** Something to tell the person, by the system's own notification. */
  readonly onNotice: (notice: Notice) => void;
}

/** The core in a process of its own: started at once, started again when it dies, wired to every window that asks. */
export class CoreProcess {
  readonly #deps: CoreProcessDeps;
  readonly #windows = new Map<number, WebContents>();
  /** Who waits for the answer of which number. */
  readonly #content = new Map<number, (answer: ContentAnswer) => void>();
  /** What ends the reading of what was found under which number. */
  readonly #reading = new Map<number, () => void>();
  #lastContent = 0;
  #restarts = makeRestarts();
  #child: UtilityProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failure: string | undefined;
  #extra: Pick<CoreOptions, 'setAsideDamaged'> = {};
  #stopping = false;

  constructor(deps: CoreProcessDeps) {
    this.#deps = deps;
    this.#start();
  }

  /** Gives a window a port to the core; while the core is on its way up, what the page says waits in the port. */
  connect(window: WebContents): void {
    if (!this.#windows.has(window.id)) {
      window.once('destroyed', () => this.#windows.delete(window.id));
      this.#windows.set(window.id, window);
    }
    if (this.#failure === undefined) void this.#wire(window);
    else window.send(CORE_FAILED, this.#failure);
  }

  /** Tells the core the paths behind handles that a window was given. */
  grant(windowId: number, grants: { id: string; path: string; temporary: boolean }[]): void {
    this.#post({ type: 'grant', windowId, grants });
  }

  /** Asks where the bytes behind an address are; `away` while there is no core to ask. */
  content(question: ContentQuestion, reader: ContentReader): Promise<ContentAnswer> {
    this.#lastContent += 1;
    const id = this.#lastContent;
    const { signal } = reader;
    if (this.#child === undefined || signal.aborted) return Promise.resolve(AWAY);
    return new Promise((resolve) => {
      const dropped = () => {
        this.#reading.delete(id);
        this.#post({ type: 'contentDropped', id });
        this.#answerContent(id, AWAY);
      };
      this.#content.set(id, (answer) => {
        if (answer.kind === 'found' && READ_FOR_LONG.has(question.what))
          this.#reading.set(id, () => reader.over());
        else signal.removeEventListener('abort', dropped);
        resolve(answer);
      });
      signal.addEventListener('abort', dropped, { once: true });
      this.#post({ type: 'content', id, question });
    });
  }

  /** Starts the core again after it failed; with these options besides, this once. */
  restart(extra: Pick<CoreOptions, 'setAsideDamaged'> = {}): void {
    if (this.#failure === undefined || this.#stopping) return;
    this.#extra = extra;
    this.#failure = undefined;
    this.#restarts = makeRestarts();
    this.#startAgain();
  }

  /** Ends the core: it parks transfers and stops the server; after 15 s it is ended by force. Never throws. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child?.pid === undefined) return;
    const { pid } = child;
    const exited = new Promise<true>((resolve) => {
      child.once('exit', () => resolve(true));
    });
    const within = (ms: number) => Promise.race([exited, wait(ms, false, { ref: false })]);
    this.#post({ type: 'stop' });
    if (await within(STOP_LIMIT_MS)) return;
    this.#deps.log.info('the core did not stop in time and is ended');
    child.kill();
    if (await within(EXIT_LIMIT_MS)) return;
    process.kill(pid, 'SIGKILL');
    await within(EXIT_LIMIT_MS);
  }

  #start(): void {
    const { entry, options, logs, log } = this.#deps;
    const extra = this.#extra;
    this.#extra = {};
    const child = utilityProcess.fork(entry, [JSON.stringify({ ...options, ...extra })], {
      serviceName: 'Mini Cloud Maker core',
      env: coreEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#restarts.started();
    const output = createWriteStream(logFile(logs, 'core-process'), { flags: 'a', mode: 0o600 });
    output.on('error', (error) => log.error('the output of the core cannot be kept', error));
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    child.on('message', (raw: unknown) => this.#hear(child, raw));
    child.once('exit', (code) => {
      output.end();
      if (this.#child === child) this.#died(code);
    });
  }

  #startAgain(): void {
    this.#start();
    for (const window of this.#windows.values()) {
      window.send(CORE_RESTARTED);
      void this.#wire(window);
    }
  }

  #answerContent(id: number, answer: ContentAnswer): void {
    const waiting = this.#content.get(id);
    this.#content.delete(id);
    waiting?.(answer);
  }

  #endReading(id: number): void {
    const over = this.#reading.get(id);
    this.#reading.delete(id);
    over?.();
  }

  #died(code: number): void {
    this.#child = undefined;
    for (const id of this.#content.keys()) this.#answerContent(id, AWAY);
    // Nobody would say any more when it has to end.
    for (const id of this.#reading.keys()) this.#endReading(id);
    this.#deps.onBusy(0);
    if (this.#stopping) return;
    const delay = this.#restarts.died();
    this.#deps.log.info('the core ended by itself', { code, startedAgainAfterMs: delay });
    if (delay === null) this.#fail('INTERNAL');
    else this.#timer = setTimeout(() => this.#startAgain(), delay);
  }

  #fail(code: string): void {
    this.#failure = code;
    for (const window of this.#windows.values()) window.send(CORE_FAILED, code);
  }

  async #wire(window: WebContents): Promise<void> {
    const token = await this.#deps.session.token();
    const child = this.#child;
    if (child === undefined || window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'connect', windowId: window.id, token } satisfies ShellMessage, [port1]);
    window.postMessage(CORE_PORT, null, [port2]);
  }

  #hear(child: UtilityProcess, raw: unknown): void {
    const { success, data: message } = coreMessage.safeParse(raw);
    if (!success || child !== this.#child) return;
    this.#answer(message);
  }

  #answer(message: CoreMessage): void {
    const { log, session, keychain, onBusy } = this.#deps;
    switch (message.type) {
      case 'ready':
        log.info('the core is ready');
        break;
      case 'failed': {
        log.info('the core could not start', { code: message.code });
        const child = this.#child;
        this.#child = undefined;
        child?.kill();
        this.#fail(message.code);
        break;
      }
      case 'encrypt':
        this.#reply(message.id, () => keychain?.encrypt(message.text) ?? null);
        break;
      case 'decrypt':
        this.#reply(message.id, () => keychain?.decrypt(message.data) ?? null);
        break;
      case 'session':
        session
          .remember(message.token)
          .catch((error: unknown) => log.error('the session cannot be remembered', error));
        break;
      case 'busy':
        onBusy(message.transfers);
        break;
      case 'show':
        this.#deps.onShow(message.path);
        break;
      case 'content':
        this.#answerContent(message.id, message.answer);
        break;
      case 'contentOver':
        this.#endReading(message.id);
        break;
      case 'notice':
        this.#deps.onNotice(message.notice);
        break;
      case 'stopped':
        break; // its exit follows, and that is what counts
    }
  }

  #reply(id: number, work: () => string | null): void {
    let value: string | null = null;
    try {
      value = work();
    } catch (error) {
      this.#deps.log.error('the keychain refused', error);
    }
    this.#post({ type: 'answer', id, value });
  }

  #post(message: ShellMessage): void {
    this.#child?.postMessage(message);
  }
}
