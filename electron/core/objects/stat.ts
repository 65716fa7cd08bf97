import type { Connection } from './connection.ts';
import { S3Error } from './s3-errors.ts';
import type { S3Wire } from './s3-request.ts';

/** Size and etag of an object, or null when there is no such object. Throws S3Error and network errors. */
export async function statObject(
  wire: S3Wire,
  connection: Connection,
  key: string,
  signal: AbortSignal,
): Promise<{ size: number; etag: string } | null> {
  try {
    const response = await wire.send(connection, { method: 'HEAD', key, signal });
    response.resume();
    const etag = (response.headers.etag ?? '').replaceAll('"', '');
    return { size: Number(response.headers['content-length']), etag };
  } catch (error) {
    // HEAD does not say whether the object or the whole bucket is missing.
    if (!(error instanceof S3Error) || error.status !== 404) throw error;
    await wire.sendText(connection, { method: 'GET', key: '', query: { location: '' }, signal });
    return null;
  }
}
