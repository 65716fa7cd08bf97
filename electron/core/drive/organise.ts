import type { organise } from '../../contract/organise.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Makes the service that moves, renames, copies and marks files and folders, and takes that back. */
export function makeOrganise(_deps: ServiceDeps): ServiceOf<typeof organise> {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return {
    rename: missing,
    move: missing,
    copy: missing,
    setTags: missing,
    setFavourite: missing,
    tags: missing,
    renameTag: missing,
    undoable: missing,
    undo: missing,
  };
}
