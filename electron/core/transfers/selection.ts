import { z } from 'zod';
import type { TransferRow } from './transfers.table.ts';

const ids = z.array(z.string());

/** The entries chosen for an archive. */
export function selectionOf({ selection }: Pick<TransferRow, 'selection'>): string[] {
  return ids.parse(JSON.parse(selection ?? '[]'));
}
