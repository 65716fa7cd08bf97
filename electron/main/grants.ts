import { randomUUID } from 'node:crypto';
import type { TemporaryFiles } from './temporary-files.ts';

interface GrantDeps {
  readonly files: TemporaryFiles;
  readonly tell: (windowId: number, grants: { id: string; path: string; temporary: boolean }[]) => void;
}

/** Turns paths into handles: the core learns both, the page only the handle. */
export interface Grants {
  paths(windowId: number, paths: readonly string[]): string[];
  /** Completes a file that came in pieces and answers with its handle. */
  finish(windowId: number, fileId: string): Promise<string>;
}

export function makeGrants({ files, tell }: GrantDeps): Grants {
  function grant(windowId: number, paths: readonly string[], temporary: boolean): string[] {
    const grants = paths.map((path) => ({ id: randomUUID(), path, temporary }));
    if (grants.length > 0) tell(windowId, grants);
    return grants.map(({ id }) => id);
  }
  return {
    paths: (windowId, paths) => grant(windowId, paths, false),
    async finish(windowId, fileId) {
      const [id] = grant(windowId, [await files.finish(fileId)], true);
      if (id === undefined) throw new Error('no handle was made');
      return id;
    },
  };
}
