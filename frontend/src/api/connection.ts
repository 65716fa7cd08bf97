import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Failure } from '../../../electron/contract/errors.ts';
import { makeConnectionKeeper } from './connection-keeper.ts';
import { isErrorCode } from '../i18n/failure-text.ts';

/** How long a call waits for a core that is being started, in milliseconds. */
const PATIENCE_MS = 30_000;

export type Link = ClientLink<ClientContext>;

/** Where the connection stands, for what is shown meanwhile. */
export type ConnectionState =
  | { readonly kind: 'connecting' | 'connected' | 'restarting' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a connection needs of the window. */
export interface PortSource {
  /** Asks for a port. */
  connect(): void;
  onPort(listener: (port: MessagePort) => void): void;
  onRestarted(listener: () => void): void;
  onFailed(listener: (code: string) => void): void;
}

/** The way to the core over whichever port is the newest. */
export interface Connection {
  /** The link to use now; waits while the core is being started. Throws ConnectionLost. */
  link(): Promise<Link>;
  state(): ConnectionState;
  /** Calls back at every change of the state. */
  subscribe(listener: () => void): () => void;
}

/** Opens the connection; a core that is started again sends a new port, and calls made meanwhile wait for it. */
export function openConnection(source: PortSource, patienceMs = PATIENCE_MS): Connection {
  let current: { port: MessagePort; link: Link } | undefined;
  const keeper = makeConnectionKeeper(patienceMs);

  /** Ends the calls and streams of the port in use, so that none of them waits for a core that is gone. */
  function drop(): void {
    const port = current?.port;
    current = undefined;
    if (port === undefined) return;
    port.dispatchEvent(new Event('close'));
    port.close();
  }

  source.onPort((port) => {
    drop();
    port.addEventListener('close', () => {
      if (current?.port !== port) return;
      current = undefined;
      keeper.change({ kind: 'restarting' });
    });
    current = { port, link: new RPCLink({ port }) };
    port.start();
    keeper.handOut(current.link);
    keeper.change({ kind: 'connected' });
  });
  source.onRestarted(() => {
    drop();
    keeper.change({ kind: 'restarting' });
  });
  source.onFailed((code) => {
    drop();
    keeper.change({ kind: 'failed', failure: { code: isErrorCode(code) ? code : 'INTERNAL' } });
  });
  source.connect();

  return {
    link: () => (current === undefined ? keeper.wait() : Promise.resolve(current.link)),
    state: () => keeper.state(),
    subscribe: (listener) => keeper.subscribe(listener),
  };
}
