/** Why some content cannot be shown. */
export type Trouble =
  /** The cloud's server does not answer, or nobody is signed in any more. */
  | 'unreachable'
  /** It was deleted, or replaced. */
  | 'gone'
  /** It was read, but is not what its name says, or not whole. */
  | 'damaged'
  /** Painting it would hold up everything. */
  | 'heavy'
  /** The page cannot decode this kind. */
  | 'unsupported'
  /** There are no bytes in it. */
  | 'empty'
  /** It should be text and is not. */
  | 'binary';

/** Thrown when bytes cannot be fetched. */
export class ContentTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** A part of a file. */
export interface Part {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole file. */
  readonly total: number;
}

/**
 * Fetches the bytes of a file from `start` to before `end`; fewer at its end. Throws {@link ContentTrouble}, or whatever
 * the signal says.
 */
export async function fetchPart(
  url: string,
  start: number,
  end: number,
  signal: AbortSignal | null,
): Promise<Part> {
  let answer: Response;
  try {
    answer = await fetch(url, { headers: { Range: `bytes=${String(start)}-${String(end - 1)}` }, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new ContentTrouble('unreachable', { cause: error });
  }
  if (!answer.ok) throw new ContentTrouble(troubleOf(answer.status));
  try {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const said = /\/(\d+)$/u.exec(answer.headers.get('content-range') ?? '')?.[1];
    return { bytes, total: said === undefined ? start + bytes.length : Number(said) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new ContentTrouble('unreachable', { cause: error });
  }
}

function troubleOf(status: number): Trouble {
  if (status === 404 || status === 410) return 'gone';
  return status === 422 || status === 500 ? 'damaged' : 'unreachable';
}

/** Why a picture, film or sound did not load: asks for its first byte, as elements do not say. */
export async function whyNot(url: string, otherwise: Trouble): Promise<Trouble> {
  try {
    await fetchPart(url, 0, 1, null);
    return otherwise;
  } catch (error) {
    return error instanceof ContentTrouble ? error.trouble : 'unreachable';
  }
}

/** The trouble that any failure while showing something stands for. */
export function troubleFrom(error: unknown): Trouble {
  return error instanceof ContentTrouble ? error.trouble : 'damaged';
}
