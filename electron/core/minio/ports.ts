import net from 'node:net';
import getPort from 'get-port';
import { fail } from '../lib/errors.ts';

const HOST = '127.0.0.1';

/** A port of this computer that can be listened on now: the preferred one if it is free. Throws NO_FREE_PORT. */
export async function freePort(preferred: number | null): Promise<number> {
  if (preferred !== null && (await isFree(preferred))) return preferred;
  try {
    return await getPort({ host: HOST });
  } catch (error) {
    throw fail('NO_FREE_PORT', undefined, error);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: HOST, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
