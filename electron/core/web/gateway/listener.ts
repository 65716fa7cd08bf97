import { once } from 'node:events';
import type { Server } from 'node:http';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { fail, systemCode } from '../../lib/errors.ts';
import type { DoorOptions } from '../../network/door.ts';
import { makeConnections, type Connections } from './connections.ts';
import type { DoorLimits } from './limits.ts';

/** An open port. */
export interface Listener {
  readonly port: number;
  readonly connections: Connections;
  /** Uses another certificate from now on; what runs goes on. False where devices do not come by HTTPS. */
  renew(secure: NonNullable<DoorOptions['secure']>): boolean;
  /** Takes no more connections and ends those that are open, at once. */
  close(): Promise<void>;
  /** The same, but what this computer itself is being answered may go on for a moment. */
  makeWay(): void;
}

const LOOPBACK = '127.0.0.1';
/** The first byte of a TLS connection: a record that shakes hands (RFC 8446, 5.1). */
const TLS_HANDSHAKE = 0x16;

/**
 * Listens, and hands connections to the HTTP server: plain ones as they are, those that begin with a TLS handshake
 * through TLS. So both answer at one port, which firewalls know and links name. Throws DOOR_PORT_TAKEN.
 */
export async function listen(
  options: DoorOptions,
  server: Server,
  limits: DoorLimits,
  /** Whether an address may make this computer work once more: a handshake costs more than most requests. */
  allows: (address: string) => boolean,
): Promise<Listener> {
  const connections = makeConnections(limits);
  const secure = options.secure ?? null;
  const shake = secure === null ? null : tls.createServer({ ...secure, minVersion: 'TLSv1.2' });
  shake?.on('secureConnection', (socket) => server.emit('connection', socket));
  shake?.on('tlsClientError', (_error, socket) => socket.destroy());

  const door = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 });
  door.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    if (connections.add(socket, addressOf(socket)) === null) return;
    if (shake === null) server.emit('connection', socket);
    else sortByFirstByte(socket, shake, server, allows);
  });

  try {
    const host = options.loopbackOnly === true ? LOOPBACK : '0.0.0.0';
    // On some systems a program that listens on the loopback address alone would get part of what is meant for us.
    if (options.port !== null && host !== LOOPBACK)
      await bind(net.createServer(), options.port, LOOPBACK, true);
    await bind(door, options.port ?? 0, host, false);
  } catch (error) {
    connections.destroy();
    const taken = ['EADDRINUSE', 'EACCES'].includes(systemCode(error) ?? '');
    throw taken && options.port !== null ? fail('DOOR_PORT_TAKEN', { port: options.port }, error) : error;
  }
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  door.on('error', () => undefined); // a connection that could not be taken in; the next one may be

  return {
    port: address.port,
    connections,
    renew(next) {
      shake?.setSecureContext({ ...next, minVersion: 'TLSv1.2' });
      return shake !== null;
    },
    async close() {
      const closed = once(door, 'close');
      door.close();
      connections.destroy();
      await closed;
    },
    makeWay() {
      door.close();
      connections.destroy(LOOPBACK);
      setTimeout(() => connections.destroy(), limits.lastAnswersMs).unref();
    },
  };
}

async function bind(server: net.Server, port: number, host: string, release: boolean): Promise<void> {
  server.listen({ port, host, exclusive: true });
  await once(server, 'listening');
  if (!release) return;
  server.close();
  await once(server, 'close');
}

function sortByFirstByte(
  socket: Socket,
  shake: tls.Server,
  server: Server,
  allows: (address: string) => boolean,
): void {
  socket.once('data', (bytes: Buffer) => {
    const encrypted = bytes[0] === TLS_HANDSHAKE;
    if (encrypted && !allows(addressOf(socket))) {
      socket.destroy();
      return;
    }
    socket.pause();
    socket.unshift(bytes);
    (encrypted ? shake : server).emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

/** A device's address as people write it. */
export function addressOf(socket: Pick<Socket, 'remoteAddress'>): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:/u, '');
}
