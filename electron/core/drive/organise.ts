import type { organise } from '../../contract/organise.ts';
import { signedIn } from '../lib/caller.ts';
import type { ServiceOf } from '../lib/service.ts';
import { unmarked } from '../lib/unmarked.ts';
import { makeAcross } from './across.ts';
import type { Outcome } from './change.ts';
import type { Copier } from './copy.ts';
import { move } from './move.ts';
import { rename } from './rename.ts';
import type { ServiceDeps } from './service-deps.ts';
import { writeTagName } from './tags.table.ts';
import { listTags, setFavourite, setTags } from './tags.ts';
import { undo, undoable } from './undo.ts';

interface OrganiseDeps extends ServiceDeps {
  readonly copier: Copier;
  /** Tells the windows what a change did; what is left is for whoever asked for it. */
  readonly told: (userId: string, outcome: Outcome) => Omit<Outcome, 'folderIds'>;
}

/** Makes the service that moves, renames, copies and marks files and folders, and takes that back. */
export function makeOrganise(deps: OrganiseDeps): ServiceOf<typeof organise> {
  const { db, tell, told, elsewhere } = deps;
  const across = makeAcross(deps);
  return {
    async rename(caller, { id, name }) {
      const { userId } = signedIn(caller);
      const ownerId = await elsewhere.ownerOf(userId, id, 'change');
      const usage = elsewhere.usageOf(userId);
      const { node, ...outcome } = await rename({ ...deps, usage }, ownerId, id, name);
      const { undoId, count, folderIds } = await elsewhere.told(userId, ownerId, outcome);
      if (count > 0) tell(ownerId, folderIds);
      return { node: ownerId === userId ? node : unmarked(node), undoId };
    },
    async move(caller, input) {
      const { userId } = signedIn(caller);
      const route = await elsewhere.route(userId, input.ids, input.folderId, 'change');
      const { ownerId, drives } = route;
      if (drives.size > 1 || !drives.has(ownerId)) {
        const { leftIn, ...outcome } = await across.move(userId, route, input);
        return { ...told(ownerId, outcome), leftIn: [...leftIn] };
      }
      const usage = elsewhere.usageOf(userId);
      const outcome = await move({ ...deps, usage }, ownerId, input);
      return told(ownerId, await elsewhere.told(userId, ownerId, outcome));
    },
    async copy(caller, input) {
      const { userId } = signedIn(caller);
      const route = await elsewhere.route(userId, input.ids, input.folderId, 'read');
      return told(route.ownerId, await across.copy(userId, route, input));
    },
    async setTags(caller, input) {
      const { userId } = signedIn(caller);
      return told(userId, await setTags(deps, userId, input));
    },
    async setFavourite(caller, input) {
      const { userId } = signedIn(caller);
      return told(userId, await setFavourite(deps, userId, input));
    },
    tags: (caller) => listTags(db, signedIn(caller).userId),
    async renameTag(caller, { color, name }) {
      const { userId } = signedIn(caller);
      await writeTagName(db, userId, color, name === '' ? null : name);
      tell(userId, []);
    },
    undoable: (caller) => undoable(db, signedIn(caller).userId),
    async undo(caller, { id }) {
      const { userId } = signedIn(caller);
      const { changed, ...entry } = await undo(deps, userId, id);
      for (const [ownerId, folderIds] of changed) tell(ownerId, folderIds);
      return entry;
    },
  };
}
