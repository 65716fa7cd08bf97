/** Size of the buffers here, in bytes: what is read, and what is written, at a time. */
export const MEGABYTE = 1024 * 1024;
/** As many as two transfers use. */
const KEPT = 8;

const free: Buffer[] = [];

/**
 * A buffer of a megabyte, with anything in it. Made anew for each of many files, they would pile up to a hundred megabytes
 * before the collector of garbage has a look at them.
 */
export function takeMegabyte(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(MEGABYTE);
}

/** Takes buffers back that nobody, the system included, reads or writes any more. */
export function giveMegabytes(...buffers: readonly Buffer[]): void {
  for (const buffer of buffers) if (free.length < KEPT) free.push(buffer);
}
