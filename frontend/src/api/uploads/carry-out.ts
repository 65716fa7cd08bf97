import type { Client } from '../client.ts';
import { hasCode, isUnreachable, toFailure } from '../errors.ts';
import type { Item } from './item.ts';
import { PartFailed } from './put-part.ts';
import { sendFile, type SendDeps } from './send-file.ts';

/** Pauses between attempts, in milliseconds; the last one is kept to until it works. */
const PAUSES_MS = [1000, 2000, 5000, 10_000, 20_000];
/** How often a part may be refused or an upload be gone before that is taken for an answer. */
const REFUSALS = 3;

export interface CarryDeps extends Omit<SendDeps, 'calls'> {
  readonly calls: Client['uploads'];
  /** Waits, but not longer than until the network is back. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onChange: (moreBytes: number) => void;
  /** The cloud knows of the upload. */
  readonly onBegun?: (uploadId: string) => void;
  /** It became a file, or was given up. */
  readonly onEnded?: (uploadId: string) => void;
  /** The session has ended, or may have. */
  readonly onRefused?: (error: unknown) => void;
}

/** Brings one file into the cloud, however often the network goes away; sets its status, and never throws. */
export async function carryOut(item: Item, signal: AbortSignal, deps: CarryDeps): Promise<void> {
  let attempt = 0;
  let refusals = 0;
  while (!signal.aborted) {
    const before = item.doneBytes;
    try {
      await once(item, signal, deps);
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (hasCode(error, 'NOT_SIGNED_IN', 'PASSWORD_CHANGE_REQUIRED')) {
        item.status = 'paused';
        deps.onRefused?.(error);
        return;
      }
      if (await isUnreadable(item.file)) {
        item.failure = { code: 'SOURCE_CHANGED', data: { path: item.name } };
        item.status = 'failed';
        return;
      }
      const gone =
        hasCode(error, 'UPLOAD_GONE', 'UPLOAD_INCOMPLETE') ||
        (error instanceof PartFailed && error.trouble !== 'unreachable');
      const again = gone ? (refusals += 1) <= REFUSALS : isUnreachable(error) || error instanceof PartFailed;
      if (!again) {
        item.failure = error instanceof PartFailed ? { code: 'UPLOAD_GONE' } : toFailure(error);
        item.status = 'failed';
        return;
      }
      // The cloud is asked again what it has.
      item.upload = null;
      if (item.doneBytes > before) attempt = 0;
      item.status = 'retrying';
      deps.onChange(0);
      try {
        await deps.pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0, signal);
      } catch {
        return; // paused or cancelled meanwhile
      }
      attempt += 1;
      item.status = 'running';
    }
  }
}

async function once(item: Item, signal: AbortSignal, deps: CarryDeps): Promise<void> {
  const { calls } = deps;
  const { file } = item;
  if (file === null) throw new Error('there is no file to send');
  // Where a decision was waited for, all bytes are there already.
  const decided = item.choice !== 'ask' && item.upload !== null;
  if (!decided) {
    item.upload = await calls.begin(
      {
        folderId: item.folderId,
        path: [...item.path],
        name: item.name,
        sizeBytes: item.sizeBytes,
        modifiedAt: item.modifiedAt,
      },
      { signal },
    );
    deps.onBegun?.(item.upload.id);
    const { upload } = item;
    await sendFile(deps, file, upload, (bytes) => deps.onChange(item.reach(bytes)), signal);
  }
  const upload = item.upload;
  if (upload === null) throw new Error('the upload was not begun');
  const { node, existing } = await calls.finish({ id: upload.id, conflict: item.choice }, { signal });
  if (existing !== null && node === null && item.choice === 'ask') {
    item.existing = { sizeBytes: existing.sizeBytes ?? 0, modifiedAt: existing.modifiedAt };
    item.status = 'asking';
    return;
  }
  item.skipped = node === null;
  item.status = 'done';
  item.reach(item.sizeBytes);
  deps.onEnded?.(upload.id);
  // The bytes are the cloud's now; the page lets go of the file.
  item.file = null;
}

/** Whether the file was changed, moved or deleted since it was chosen: a browser then refuses to read it. */
async function isUnreadable(file: File | null): Promise<boolean> {
  try {
    await file?.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}
