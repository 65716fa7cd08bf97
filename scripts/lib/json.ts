import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** Reads a JSON file of a known shape; anything else throws. */
export async function readJson<T extends z.ZodType>(file: string, shape: T): Promise<z.output<T>> {
  return shape.parse(JSON.parse(await readFile(file, 'utf8')));
}
