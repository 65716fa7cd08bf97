import type { ServerResponse } from 'node:http';

/**
 * Writes a piece of an answer; settles once it has left the process, after which its memory may hold something else.
 * (That a stream takes more does not say that yet.) Rejects when the device has gone.
 */
export function writePiece(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the device has gone'));
    if (response.destroyed) {
      gone();
      return;
    }
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.removeListener('close', gone);
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
}
