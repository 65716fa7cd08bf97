/** What became of a part: `refused` where its address is no good any more. */
export type PartOutcome = 'stored' | 'refused' | 'broken';

export interface RunningPart {
  /** Ends it without an outcome. */
  abort(): void;
}

/** A connection over which nothing moves for so long is taken for gone, in milliseconds. */
const SILENCE_MS = 30_000;

/** Sends a part of a file to its address, straight from the disk: the browser holds none of it in memory. */
export function putPart(
  url: string,
  part: Blob,
  onProgress: (bytes: number) => void,
  done: (outcome: PartOutcome) => void,
): RunningPart {
  const request = new XMLHttpRequest();
  let over = false;
  let silence = 0;
  const end = (outcome: PartOutcome | null) => {
    if (over) return;
    over = true;
    clearTimeout(silence);
    if (outcome !== null) done(outcome);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = window.setTimeout(() => {
      end('broken');
      request.abort();
    }, SILENCE_MS);
  };
  request.open('PUT', url);
  request.upload.addEventListener('progress', (event) => {
    if (over) return;
    heard();
    onProgress(event.loaded);
  });
  request.addEventListener('load', () => {
    const { status } = request;
    if (status >= 200 && status < 300) end('stored');
    else end(status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'broken');
  });
  request.addEventListener('error', () => end('broken'));
  request.addEventListener('abort', () => end(null));
  heard();
  request.send(part);
  return {
    abort() {
      end(null);
      request.abort();
    },
  };
}
