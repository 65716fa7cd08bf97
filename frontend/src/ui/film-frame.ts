/** Longest side of the frame, in pixels. */
const SIDE = 512;
/** A film that shows nothing for so long is in a form that cannot be shown. */
const PATIENCE_MS = 15_000;
/** Where the frame is taken: past the black of most beginnings. */
const AT = 0.1;
const AT_MAXIMUM_SECONDS = 60;

/** Frames are made one after another: films being decoded side by side would take the window's breath away. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A frame of a film as a JPEG in base64; null for a film that cannot be shown here, or when nobody waits for it any
 * more. The film is fetched only where it is looked at.
 */
export function filmFrame(url: string, signal: AbortSignal): Promise<string | null> {
  const frame = last.then(() => (signal.aborted ? null : takeFrame(url, signal)));
  last = frame.catch(() => null);
  return frame;
}

async function takeFrame(url: string, signal: AbortSignal): Promise<string | null> {
  const film = document.createElement('video');
  const ended = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    // Without this the picture could be shown and not read.
    film.crossOrigin = 'anonymous';
    film.muted = true;
    film.preload = 'auto';
    film.src = url;
    await happened(film, 'loadeddata', ended);
    const { duration } = film;
    if (Number.isFinite(duration) && duration > 0) {
      film.currentTime = Math.min(duration * AT, AT_MAXIMUM_SECONDS);
      await happened(film, 'seeked', ended);
    }
    return draw(film);
  } catch (error) {
    if (error instanceof FilmFailed) return null;
    throw error;
  } finally {
    film.removeAttribute('src');
    film.load();
  }
}

/** The film cannot be shown, or it took too long, or nobody waits any more. */
class FilmFailed extends Error {
  override readonly name = 'FilmFailed';
}

function happened(film: HTMLVideoElement, event: 'loadeddata' | 'seeked', ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new FilmFailed());
    film.addEventListener(event, () => resolve(), { once: true, signal: ended });
    film.addEventListener('error', fail, { once: true, signal: ended });
    ended.addEventListener('abort', fail, { once: true });
    if (ended.aborted) fail();
  });
}

function draw(film: HTMLVideoElement): string | null {
  const { videoWidth, videoHeight } = film;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const scale = Math.min(1, SIDE / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  canvas.getContext('2d')?.drawImage(film, 0, 0, canvas.width, canvas.height);
  const [, jpeg = ''] = canvas.toDataURL('image/jpeg', 0.85).split(',');
  return jpeg === '' ? null : jpeg;
}
