import type { Writable } from 'node:stream';

/**
 * Makes what prints lines to a terminal. A terminal that was closed, or a pipe that nobody reads, is no reason to end:
 * what is told there is told to nobody from then on.
 */
export function printTo(stream: Writable): (line: string) => void {
  stream.on('error', () => undefined);
  return (line) => void stream.write(`${line}\n`);
}
