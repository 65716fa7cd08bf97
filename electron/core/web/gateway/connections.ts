import type { Socket } from 'node:net';
import type { DoorLimits } from './limits.ts';

/** One connection of a device, as the door counts it. */
export interface DoorConnection {
  readonly address: string;
  readonly socket: Socket;
  /** What requests are read from: the same, or what TLS makes of it. */
  stream: Socket;
  /** What it is at: a head is awaited, a body comes, or an answer goes out. */
  stage: 'head' | 'body' | 'answer';
  /** When that began, or last went on; milliseconds of performance.now(). */
  since: number;
  /** Bytes that had come (while a body comes) or gone (while an answer goes) at that time. */
  bytes: number;
  /** Requests that are not answered yet. */
  open: number;
  /** What still comes by it is not looked at any more. */
  ending: boolean;
}

/** All open connections: bounded in number, shared fairly, and ended when they only keep a place. */
export interface Connections {
  /** Takes a new connection in; null (and the socket destroyed) when there is no place for it. */
  add(socket: Socket, address: string): DoorConnection | null;
  /** The connection that a request came by. */
  of(socket: Pick<Socket, 'remoteAddress' | 'remotePort'>): DoorConnection | undefined;
  move(connection: DoorConnection, stage: DoorConnection['stage']): void;
  readonly size: number;
  /** Ends all of them at once, but for those of an address, which are not looked after any more. */
  destroy(butThoseOf?: string): void;
}

/** Makes the table of connections; `destroy` also ends its clock. */
export function makeConnections(limits: DoorLimits): Connections {
  /** By address and port of the device, which a connection inside TLS shares with the one around it. */
  const all = new Map<string, DoorConnection>();
  const perAddress = new Map<string, number>();
  const keyOf = ({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>) =>
    `${remoteAddress ?? ''} ${String(remotePort)}`;
  const watch = setInterval(() => {
    const now = performance.now();
    for (const connection of all.values()) if (isStuck(connection, limits, now)) connection.socket.destroy();
  }, limits.watchMs);
  watch.unref();

  /** Ends the connection that waits longest of the device that has most, if it has more than the newcomer. */
  function makePlace(newcomer: string): boolean {
    let [most, count] = ['', (perAddress.get(newcomer) ?? 0) + 1];
    for (const [address, has] of perAddress) if (has > count) [most, count] = [address, has];
    if (most === '') return false;
    const theirs = [...all.values()].filter(({ address }) => address === most);
    const idle = theirs.find(({ stage }) => stage === 'head') ?? theirs[0];
    idle?.socket.destroy();
    return idle !== undefined;
  }

  function forget(key: string, connection: DoorConnection): void {
    if (all.get(key) !== connection) return;
    all.delete(key);
    const left = (perAddress.get(connection.address) ?? 1) - 1;
    if (left > 0) perAddress.set(connection.address, left);
    else perAddress.delete(connection.address);
  }

  return {
    add(socket, address) {
      const key = keyOf(socket);
      const has = perAddress.get(address) ?? 0;
      const fits = has < limits.connectionsOfOne && (all.size < limits.connections || makePlace(address));
      if (!fits || socket.remotePort === undefined) {
        socket.destroy();
        return null;
      }
      const connection: DoorConnection = {
        address,
        socket,
        stream: socket,
        stage: 'head',
        since: performance.now(),
        bytes: 0,
        open: 0,
        ending: false,
      };
      all.set(key, connection);
      perAddress.set(address, has + 1);
      socket.once('close', () => forget(key, connection));
      return connection;
    },
    of: (socket) => all.get(keyOf(socket)),
    move(connection, stage) {
      connection.stage = stage;
      connection.since = performance.now();
      connection.bytes = stage === 'body' ? connection.stream.bytesRead : connection.stream.bytesWritten;
    },
    get size() {
      return all.size;
    },
    destroy(butThoseOf) {
      clearInterval(watch);
      for (const { address, socket } of all.values()) if (address !== butThoseOf) socket.destroy();
    },
  };
}

/** Whether a connection only keeps its place. Notes how far it is, so that the next look can tell. */
function isStuck(connection: DoorConnection, limits: DoorLimits, now: number): boolean {
  const { stage, since, stream } = connection;
  const waited = now - since;
  if (stage === 'head') return waited > limits.headMs;
  if (stage === 'body') {
    if (waited < limits.bodyMs) return false;
    if (stream.bytesRead - connection.bytes < limits.bodyBytes) return true;
    connection.bytes = stream.bytesRead;
    connection.since = now;
    return false;
  }
  // What is written but not gone counts as written: only an answer that piles up is one that nobody reads.
  if (stream.writableLength > 0 && stream.bytesWritten === connection.bytes) return waited > limits.unreadMs;
  connection.bytes = stream.bytesWritten;
  connection.since = now;
  return false;
}
