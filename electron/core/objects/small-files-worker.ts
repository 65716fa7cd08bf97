/** What the worker is asked to do with one small file. */
export type SmallJob =
  | { readonly kind: 'read'; readonly path: string; readonly size: number; readonly mtimeMs: number }
  | {
      readonly kind: 'write';
      readonly part: string;
      readonly folder: string;
      readonly stem: string;
      readonly extension: string;
      readonly mtimeSeconds: number;
      /** Stays as it is until the job is done. */
      readonly bytes: Uint8Array;
    };

/** What came of it; `path` is where a written file ended up. */
export type SmallOutcome =
  | { readonly kind: 'read'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'changed' | 'irregular' | 'partExists' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export interface SmallBatch {
  readonly jobs: readonly SmallJob[];
}

/**
 * The whole program of the worker: it is sent as text, so it may use nothing from outside itself. It does with files
 * one after another, and waits for the disk, what would cost the core's own thread several turns for each file.
 */
export function smallFilesWorker(): void {
  const fs = process.getBuiltinModule('node:fs');
  const path = process.getBuiltinModule('node:path');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const numbersTried = 10_000;
  const withoutLinks = new Set([
    'EPERM',
    'ENOTSUP',
    'EOPNOTSUPP',
    'ENOSYS',
    'EINVAL',
    'EMLINK',
    'EISDIR',
    'UNKNOWN',
  ]);

  const codeOf = (error: unknown): string =>
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

  const read = (job: SmallJob & { kind: 'read' }): SmallOutcome => {
    const file = fs.openSync(job.path, 'r');
    try {
      const bytes = new Uint8Array(job.size);
      let filled = 0;
      while (filled < bytes.length) {
        const count = fs.readSync(file, bytes, filled, bytes.length - filled, filled);
        if (count === 0) return { kind: 'changed' };
        filled += count;
      }
      // After the last byte was read: what changed before shows as well.
      const stats = fs.fstatSync(file);
      if (!stats.isFile()) return { kind: 'irregular' };
      if (stats.size !== job.size || Math.trunc(stats.mtimeMs) !== job.mtimeMs) return { kind: 'changed' };
      return { kind: 'read', bytes };
    } finally {
      fs.closeSync(file);
    }
  };

  // Never over another file, and not by replacing an empty one where it can be helped: that makes ext4 wait for the disk.
  const moveTo = (part: string, target: string): boolean => {
    try {
      fs.linkSync(part, target);
      fs.unlinkSync(part);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (!withoutLinks.has(codeOf(error))) throw error;
    }
    try {
      fs.closeSync(fs.openSync(target, 'wx'));
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
    fs.renameSync(part, target);
    return true;
  };

  const write = (job: SmallJob & { kind: 'write' }): SmallOutcome => {
    let file: number;
    try {
      file = fs.openSync(job.part, 'wx');
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return { kind: 'partExists' };
      throw error;
    }
    try {
      for (let done = 0; done < job.bytes.length;) {
        done += fs.writeSync(file, job.bytes, done, job.bytes.length - done, done);
      }
      fs.futimesSync(file, job.mtimeSeconds, job.mtimeSeconds);
    } catch (error) {
      fs.closeSync(file);
      fs.rmSync(job.part, { force: true });
      throw error;
    }
    fs.closeSync(file);
    for (let number = 1; number <= numbersTried; number += 1) {
      const name = number === 1 ? job.stem : `${job.stem} (${String(number)})`;
      const target = path.join(job.folder, `${name}${job.extension}`);
      if (moveTo(job.part, target)) return { kind: 'written', path: target };
    }
    throw new Error('every name is taken');
  };

  parentPort?.on('message', ({ jobs }: SmallBatch) => {
    const outcomes = jobs.map((job): SmallOutcome => {
      try {
        return job.kind === 'read' ? read(job) : write(job);
      } catch (error) {
        return { kind: 'failed', code: codeOf(error), message: String(error) };
      }
    });
    const moved = outcomes.flatMap((outcome) => (outcome.kind === 'read' ? [outcome.bytes.buffer] : []));
    parentPort.postMessage(outcomes, moved);
  });
}
