/** What bytes say as text, and how they were read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** Bytes at the beginning that are looked at to tell text from anything else. */
const LOOKED_AT = 8192;

/**
 * Reads bytes as text: by their mark, else as UTF-8, else as Windows’ western letters, which accept anything. `complete`
 * is false when more follows, so that a letter cut off at the end is left away. Null when this is no text at all.
 */
export function decodeText(bytes: Uint8Array, complete: boolean): DecodedText | null {
  const marked = markOf(bytes);
  if (marked !== null) return { text: decode(marked, bytes, complete, false), encoding: marked };
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return null;
  try {
    return { text: decode('utf-8', bytes, complete, true), encoding: 'utf-8' };
  } catch {
    // Not UTF-8: older programs of Windows write one byte for each letter.
    return { text: decode('windows-1252', bytes, complete, false), encoding: 'windows-1252' };
  }
}

function markOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decode(encoding: string, bytes: Uint8Array, complete: boolean, fatal: boolean): string {
  return new TextDecoder(encoding, { fatal }).decode(bytes, { stream: !complete });
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/u);
}
