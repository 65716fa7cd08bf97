import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { useSyncExternalStore } from 'react';
import type { Contract } from '../../../electron/contract/contract.ts';
import { type Connection, type ConnectionState, openConnection } from './connection.ts';
import { desktop } from './desktop.ts';

export type Client = ContractRouterClient<Contract>;

let opened: Connection | undefined;

/** The one connection of this window, opened when it is first needed. */
function connection(): Connection {
  opened ??= openConnection({
    connect: () => desktop().connect(),
    onPort(listener) {
      window.addEventListener('message', ({ data, ports, source }) => {
        const [port] = ports;
        if (source === window && isPortMessage(data) && port !== undefined) listener(port);
      });
    },
    onRestarted: (listener) => void desktop().onCoreRestarted(listener),
    onFailed: (listener) => void desktop().onCoreFailed(listener),
  });
  return opened;
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
