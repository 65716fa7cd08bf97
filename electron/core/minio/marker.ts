import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemCode } from '../lib/errors.ts';

/** Lies in the data folder, beside the server's own store, and says whose it is. */
export const MARKER_FILE = '.mini-cloud.json';
/** The newest layout of the data folder that this version knows. */
const FORMAT = 1;

const markerHead = z.object({ format: z.int().positive() });
/** What a marker of this version holds. */
export const markerSchema = z.object({
  format: z.literal(FORMAT),
  cloudId: z.string().min(1),
  createdAt: z.string(),
  /** The id that the server gave its store; null until it ran once. */
  storeId: z.string().nullable(),
  /** Release of the newest server that wrote here, so that an older one is not let in unasked. */
  release: z.string().nullable(),
});

/** Whose folder it is and what is in it. */
export type Marker = z.infer<typeof markerSchema>;

/** What reading the marker found. */
export type MarkerReading =
  | { readonly kind: 'found'; readonly marker: Marker }
  | { readonly kind: 'none' | 'damaged' | 'newer' | 'unreadable' };

/** Reads the marker of a folder; never throws for what can be on a disk. */
export async function readMarker(folder: string): Promise<MarkerReading> {
  let text: string;
  try {
    text = await readFile(path.join(folder, MARKER_FILE), 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' };
    return { kind: code === 'EISDIR' ? 'damaged' : 'unreadable' };
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  const head = markerHead.safeParse(content);
  if (head.success && head.data.format > FORMAT) return { kind: 'newer' };
  const marker = markerSchema.safeParse(content);
  return marker.success ? { kind: 'found', marker: marker.data } : { kind: 'damaged' };
}

/** Marks a folder as a new cloud's, before the server ever ran in it. */
export function newMarker(cloudId: string): Marker {
  return { format: FORMAT, cloudId, createdAt: new Date().toISOString(), storeId: null, release: null };
}

/** Writes the marker as a whole or not at all; on the disk when this returns. */
export async function writeMarker(folder: string, marker: Marker): Promise<void> {
  const part = path.join(folder, `${MARKER_FILE}.${randomUUID()}.part`);
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(marker, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path.join(folder, MARKER_FILE));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
