import { Client } from 'minio';
import { silentLog } from '../../electron/core/lib/log.ts';
import type { Connection } from '../../electron/core/objects/connection.ts';
import { makeObjectStore, type ObjectStore } from '../../electron/core/objects/object-store.ts';
import { startMinio, type TestMinio } from './minio-server.ts';

/** The store on a real server that can crash and come back with other credentials. */
export interface TestStore {
  readonly store: ObjectStore;
  readonly bucket: string;
  /** Where the server keeps what it stores. */
  readonly folder: string;
  connection(): Connection | null;
  /** The SDK on the same server, to look at what is really there. */
  client(): Client;
  /** Ends the server at once, as a crash would. */
  crash(): Promise<void>;
  /** Starts it again on the same data, as the engine would; whoever waits for the store goes on. */
  comeBack(): Promise<void>;
  /** Stores these bytes; answers with their key and etag. */
  stored(bytes: Buffer): Promise<{ key: string; etag: string }>;
  /** Keys of all objects that are there. */
  keys(): Promise<string[]>;
  stop(): Promise<void>;
}

const BUCKET = 'test-cloud';

/** Starts a real server with an empty bucket and a store on it. */
export async function startTestStore(): Promise<TestStore> {
  let server: TestMinio = await startMinio();
  let connection: Connection | null = connectionTo(server);
  let waiting: ((connection: Connection) => void)[] = [];
  const client = () =>
    new Client({
      endPoint: '127.0.0.1',
      port: server.port,
      useSSL: false,
      accessKey: server.accessKey,
      secretKey: server.secretKey,
      region: 'us-east-1',
    });
  await client().makeBucket(BUCKET, 'us-east-1');
  const store = makeObjectStore({
    connection: () => connection,
    whenRunning: (signal) =>
      new Promise((resolve, reject) => {
        if (connection !== null) {
          resolve(connection);
          return;
        }
        waiting.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
    log: silentLog(),
  });

  return {
    store,
    bucket: BUCKET,
    folder: server.folder,
    connection: () => connection,
    client,
    async crash() {
      // As in the engine: the crash is met by whoever talks to the server before anybody is told of it.
      await server.kill();
      connection = null;
    },
    async comeBack() {
      server = await startMinio({ folder: server.folder });
      const now = connectionTo(server);
      connection = now;
      for (const resolve of waiting) resolve(now);
      waiting = [];
    },
    async stored(bytes) {
      const key = store.newKey();
      const options = { contentType: 'application/octet-stream', signal: new AbortController().signal };
      return { key, ...(await store.putBytes(key, bytes, options)) };
    },
    async keys() {
      const keys: string[] = [];
      const list: AsyncIterable<{ name?: string }> = client().listObjectsV2(BUCKET, '', true);
      for await (const { name } of list) if (name !== undefined) keys.push(name);
      return keys;
    },
    async stop() {
      store.close();
      await server.stop();
    },
  };
}

function connectionTo({ endpoint, accessKey, secretKey }: TestMinio): Connection {
  return { endpoint, region: 'us-east-1', accessKey, secretKey, bucket: BUCKET, managed: true };
}
