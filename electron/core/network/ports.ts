import net from 'node:net';
import { isFailure, systemCode } from '../lib/errors.ts';

/** Where the door stands at first, and how many ports after it are tried before any free one is taken. */
const FIRST_PORT = 8710;
const NEAR = 20;

/** Opens at the first free port from {@link FIRST_PORT} on; `open` throws DOOR_PORT_TAKEN for one that is taken. */
export async function openNear<Opened>(open: (port: number | null) => Promise<Opened>): Promise<Opened> {
  for (let port = FIRST_PORT; port < FIRST_PORT + NEAR; port += 1) {
    try {
      return await open(port);
    } catch (error) {
      if (!isFailure(error, 'DOOR_PORT_TAKEN')) throw error;
    }
  }
  return open(null);
}

/** Whether a port of this computer could be listened on from all sides at this moment. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (['EADDRINUSE', 'EACCES'].includes(systemCode(error) ?? '')) resolve(false);
      else reject(error);
    });
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
