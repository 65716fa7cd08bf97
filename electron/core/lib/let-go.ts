/** Younger than our oldest Node. */
const transfer: unknown = Reflect.get(ArrayBuffer.prototype, 'transfer');

/**
 * Gives the memory of a chunk back at once, where it is the chunk's own. Nobody may look at it any more. Chunks that
 * came by the network wait for the garbage collector otherwise, which costs four times as much as all else about them.
 */
export function letGo(chunk: Buffer): void {
  const memory = chunk.buffer;
  if (memory.byteLength === chunk.length && typeof transfer === 'function')
    Reflect.apply(transfer, memory, [0]);
}
