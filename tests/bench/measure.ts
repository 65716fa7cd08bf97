import { execa } from 'execa';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { settled, type TestWindow } from '../support/core.ts';

/**
 * Runs both, each first in every other run, each on a disk that has nothing left to write. A virtual machine gets its
 * memory from the host page by page, ten times slower than it is written, so the pages of the page cache that the
 * measured program will fill are made ready before.
 */
export async function inTurn(
  run: number,
  folder: string,
  ...both: (() => Promise<unknown>)[]
): Promise<void> {
  for (const measure of run % 2 === 0 ? both : both.toReversed()) {
    // By another process: this one's memory is measured.
    const ballast = path.join(folder, 'ballast.bin');
    await execa('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1M', 'count=2048'], { reject: false });
    await rm(ballast, { force: true });
    await execa('sync', { reject: false });
    await measure();
  }
}

/** Deletes for ever, and waits until the store has nothing left to remove. */
export async function forget(window: TestWindow, id: string): Promise<void> {
  await window.call.drive.trash({ ids: [id] });
  await window.call.drive.deleteForever({ ids: null });
}

/** Uploads and waits for all of it; answers with the seconds it took. */
export async function timedUpload(
  window: TestWindow,
  folderId: string | null,
  chosen: string[],
): Promise<number> {
  const start = performance.now();
  await window.call.transfers.upload({ folderId, grants: chosen.map((one) => window.grant(one)) });
  await allDone(window);
  return (performance.now() - start) / 1000;
}

/** Downloads and waits for all of it; answers with the seconds it took. */
export async function timedDownload(window: TestWindow, ids: string[], into: string): Promise<number> {
  await mkdir(into, { recursive: true });
  const start = performance.now();
  await window.call.transfers.download({ ids, grant: window.grant(into) });
  await allDone(window);
  return (performance.now() - start) / 1000;
}

/** Waits until nothing is on its way, and throws when something failed. */
export async function allDone(window: TestWindow): Promise<void> {
  const { totals, items } = await settled(window, 600_000);
  if (totals.failed > 0)
    throw new Error(`failed: ${JSON.stringify(items.find((item) => item.failure !== null))}`);
  await window.call.transfers.clear({ ids: null });
}
