/** Where the bytes live: an S3 endpoint and the one private bucket used in it. */
export interface Connection {
  /** For example `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  /** True when the server is a process of ours, which comes back by itself. */
  readonly managed: boolean;
}

const addresses = new WeakMap<Connection, URL>();

/** The endpoint taken apart, once for each connection. */
export function addressOf(connection: Connection): URL {
  let address = addresses.get(connection);
  if (address === undefined) {
    address = new URL(connection.endpoint);
    addresses.set(connection, address);
  }
  return address;
}

/** Where a plain socket (HTTP) to the store goes: an IPv6 address without its brackets, port 80 where none is named. */
export function socketAddress(connection: Connection): { host: string; port: number } {
  const { hostname, port } = addressOf(connection);
  return { host: hostname.replaceAll(/[[\]]/gu, ''), port: port === '' ? 80 : Number(port) };
}
