/** Large enough that handing bytes on costs next to nothing: smaller ones cost up to twice the work. */
const LARGE = 1024 * 1024;
/** Many at once are slow readers: what each of them holds is what counts then. */
const SMALL = 64 * 1024;
/** Bytes that all large buffers may take together, those that crowds keep among them. */
const LARGE_TOGETHER = 48 * 1024 * 1024;
/** Large ones that are kept for the next who needs some. */
const KEPT = 8;

const free: Buffer[] = [];
let large = 0;

/** Gives a buffer to read into: a large one while few are out, for an answer that is worth it. */
export function takeBuffer(expectedBytes: number): Buffer {
  if (expectedBytes <= SMALL || (large + 1) * LARGE > LARGE_TOGETHER) return Buffer.allocUnsafeSlow(SMALL);
  large += 1;
  return free.pop() ?? Buffer.allocUnsafeSlow(LARGE);
}

/** Takes a buffer back; nothing may read or write it any more. */
export function giveBuffer(buffer: Buffer): void {
  if (buffer.length !== LARGE) return;
  large -= 1;
  if (free.length < KEPT) free.push(buffer);
}

/** Notes that a buffer will not be given back, because the system may still be using it. */
export function loseBuffer(buffer: Buffer): void {
  if (buffer.length === LARGE) large -= 1;
}
