import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { useSyncExternalStore } from 'react';
import type { Contract } from '../../../electron/contract/contract.ts';
import { type Connection, type ConnectionState, openConnection } from './connection.ts';
import { computer } from './desktop.ts';
import { openWebConnection } from './web-connection.ts';

export type Client = ContractRouterClient<Contract>;

let opened: Connection | undefined;

/** The one connection of this page, opened when it is first needed. */
function connection(): Connection {
  const own = computer();
  opened ??=
    own === null
      ? openWebConnection({ url: new URL('/rpc', window.location.href).href })
      : openConnection({
          connect: () => own.connect(),
          onPort: hearPorts,
          onRestarted: (listener) => void own.onCoreRestarted(listener),
          onFailed: (listener) => void own.onCoreFailed(listener),
        });
  return opened;
}

function hearPorts(listener: (port: MessagePort) => void): void {
  window.addEventListener('message', ({ data, ports, source }) => {
    const [port] = ports;
    if (source === window && isPortMessage(data) && port !== undefined) listener(port);
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'core-port';
}

/** Where the connection to the core stands, live. */
export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(
    (listener) => connection().subscribe(listener),
    () => connection().state(),
  );
}

/** Every call of the contract; each waits for the core when that is being started. */
export const client: Client = createORPCClient({
  call: async (path, input, options) => (await connection().link()).call(path, input, options),
});
