import { once } from 'node:events';
import net from 'node:net';

/** Writes bytes as they are and answers with all that comes back until the door closes, or until `enough`. */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  options: { localAddress?: string; enough?: RegExp } = {},
): Promise<string> {
  const socket = await openRaw(port, options.localAddress);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (options.enough?.test(text) === true) socket.destroy();
  });
  const closed = once(socket, 'close');
  // A door that does not like the first bytes may close before the last are sent.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await closed;
  return text;
}

/** Opens a connection and sends nothing. */
export async function openRaw(port: number, localAddress?: string): Promise<net.Socket> {
  const socket = net.connect({
    port,
    host: '127.0.0.1',
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}
