/** Why a part was not stored. */
export type PartTrouble =
  /** Nothing answered, or not now: worth another try. */
  | 'unreachable'
  /** The address is no longer good: worth another try with a new one. */
  | 'refused'
  /** The upload is not known any more: it begins anew. */
  | 'gone';

export class PartFailed extends Error {
  override readonly name = 'PartFailed';
  readonly trouble: PartTrouble;
  constructor(trouble: PartTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/**
 * Sends a part to its presigned address. By XMLHttpRequest, which tells how much was sent while `fetch` does not; the
 * browser reads the bytes of a slice from the disk as it sends them. Throws {@link PartFailed}, or the signal's reason.
 */
export function putPart(
  url: string,
  bytes: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settle = (end: () => void) => {
      signal.removeEventListener('abort', stop);
      end();
    };
    signal.addEventListener('abort', stop);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () =>
      settle(() => {
        const trouble = troubleOf(request.status);
        if (trouble === null) resolve();
        else reject(new PartFailed(trouble));
      }),
    );
    request.addEventListener('error', () => settle(() => reject(new PartFailed('unreachable'))));
    request.addEventListener('timeout', () => settle(() => reject(new PartFailed('unreachable'))));
    request.addEventListener('abort', () => settle(() => reject(reasonOf(signal))));
    request.open('PUT', url);
    request.send(bytes);
  });
}

function troubleOf(status: number): PartTrouble | null {
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return 'gone';
  return status === 400 || status === 401 || status === 403 ? 'refused' : 'unreachable';
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('stopped');
}
