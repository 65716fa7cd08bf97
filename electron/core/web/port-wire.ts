import { RPCHandler } from '@orpc/server/message-port';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { Caller, Connection, GrantedPath, SignedIn } from '../lib/caller.ts';
import type { Events } from '../lib/events.ts';
import type { makeRouter, WireContext } from './router.ts';

interface PortWireDeps {
  readonly router: ReturnType<typeof makeRouter>;
  readonly authenticate: (token: string) => Promise<SignedIn | null>;
  readonly events: Events;
  /** Tells the shell which session a window begins with next time; null forgets it. */
  readonly remember: (windowId: number, token: string | null) => void;
}

/** Handles that nobody used are forgotten after so long. */
const GRANT_LIFE_MS = 60 * 60 * 1000;
/** A call waits so long for a handle that has not come yet. */
const GRANT_WAIT_MS = 1000;

/** The desktop's wire: serves each window over its MessagePort and keeps its session, which the page never sees. */
export function makePortWire({ router, authenticate, events, remember }: PortWireDeps) {
  const handler = new RPCHandler<WireContext>(router);
  const windows = new Map<number, WindowConnection>();

  events.on('sessions.ended', () => {
    for (const connection of windows.values()) void connection.check();
  });

  return {
    /** Serves a window; a port for a window that has one already (after a reload) takes its place. */
    connect(windowId: number, port: SupportedMessagePort & { start?(): void }, token: string | null): void {
      const before = windows.get(windowId);
      before?.close();
      // A reload does not sign out, even where nothing is remembered.
      const connection = new WindowConnection(
        windowId,
        token ?? before?.token ?? null,
        authenticate,
        remember,
      );
      windows.set(windowId, connection);
      handler.upgrade(port, {
        context: { caller: () => connection.caller(), sessionSignal: () => connection.signal },
      });
      port.start?.();
    },
    /** Keeps the paths behind handles for the window that they were given to. */
    grant(windowId: number, grants: readonly ({ id: string } & GrantedPath)[]): void {
      windows.get(windowId)?.grant(grants);
    },
    close(): void {
      for (const connection of windows.values()) connection.close();
      windows.clear();
    },
  };
}

class WindowConnection implements Connection {
  readonly #windowId: number;
  readonly #authenticate: PortWireDeps['authenticate'];
  readonly #remember: PortWireDeps['remember'];
  readonly #grants = new Map<string, GrantedPath & { expires: number }>();
  /** Calls that wait for a handle that is still on its way. */
  readonly #awaited = new Map<string, () => void>();
  #token: string | null;
  #session = new AbortController();

  constructor(
    windowId: number,
    token: string | null,
    authenticate: PortWireDeps['authenticate'],
    remember: PortWireDeps['remember'],
  ) {
    this.#windowId = windowId;
    this.#token = token;
    this.#authenticate = authenticate;
    this.#remember = remember;
  }

  get token(): string | null {
    return this.#token;
  }

  get signal(): AbortSignal {
    return this.#session.signal;
  }

  async caller(): Promise<Caller> {
    const token = this.#token;
    const user = token === null ? null : await this.#authenticate(token);
    return { user, desktop: true, origin: 'window', connection: this };
  }

  begin(token: string, remember: boolean): void {
    this.#change(token);
    this.#remember(this.#windowId, remember ? token : null);
  }

  end(): void {
    this.#change(null);
    this.#remember(this.#windowId, null);
  }

  /** Ends the connection's session when it is no longer valid. */
  async check(): Promise<void> {
    const token = this.#token;
    if (token !== null && (await this.#authenticate(token)) === null && this.#token === token) this.end();
  }

  async takeGrant(id: string): Promise<GrantedPath | undefined> {
    if (!this.#grants.has(id)) await this.#arrival(id);
    const grant = this.#grants.get(id);
    this.#grants.delete(id);
    return grant !== undefined && grant.expires > Date.now() ? grant : undefined;
  }

  grant(grants: readonly ({ id: string } & GrantedPath)[]): void {
    const now = Date.now();
    for (const [id, { expires }] of this.#grants) if (expires <= now) this.#grants.delete(id);
    for (const { id, path, temporary } of grants) {
      this.#grants.set(id, { path, temporary, expires: now + GRANT_LIFE_MS });
      this.#awaited.get(id)?.();
    }
  }

  #arrival(id: string): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#awaited.delete(id);
        resolve();
      };
      const timer = setTimeout(done, GRANT_WAIT_MS);
      this.#awaited.set(id, done);
    });
  }

  close(): void {
    this.#session.abort();
  }

  #change(token: string | null): void {
    this.#token = token;
    this.#session.abort();
    this.#session = new AbortController();
  }
}
