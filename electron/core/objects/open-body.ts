import { finished } from 'node:stream/promises';
import { addressOf, type Connection } from './connection.ts';
import { directGet, type DirectRequest, type DirectResponse } from './direct-get.ts';
import type { S3Wire } from './s3-request.ts';

/**
 * The body of an object: by a connection of its own where that is possible, else as `node:https` gives it. Throws
 * S3Error and network errors.
 */
export async function openBody(
  wire: S3Wire,
  connection: Connection,
  request: DirectRequest,
): Promise<DirectResponse> {
  if (addressOf(connection).protocol === 'http:') return directGet(connection, request);
  const response = await wire.send(connection, { method: 'GET', ...request });
  return {
    statusCode: response.statusCode ?? 0,
    headers: response.headers,
    async deliver(take) {
      response.on('data', (chunk: Buffer) => {
        const taken = take(chunk);
        if (taken === chunk.length) return;
        response.pause();
        response.unshift(chunk.subarray(taken));
      });
      await finished(response, { writable: false });
    },
    resume: () => void response.resume(),
    destroy: (error) => void response.destroy(error),
  };
}
