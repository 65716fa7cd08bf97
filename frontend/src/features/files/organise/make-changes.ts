import { randomId } from '../../../api/ids.ts';
import type { Client } from '../../../api/client.ts';
import { CALL_LIMIT } from '../chunks.ts';
import { type Ask, type Carried, carry, withoutOwn } from './carry.ts';
import type { Changes, Named, Place } from './changes.ts';
import type { makeTurns } from './turns.ts';
import type { Say } from './use-say.ts';

interface ChangesDeps {
  readonly client: Pick<Client, 'drive' | 'organise'>;
  readonly ask: Ask;
  readonly say: (takeBack: (undoIds: readonly string[]) => void) => Say;
  /** Shows everywhere what changed. */
  readonly refresh: () => Promise<void>;
  readonly nameOf: (folderId: string | null) => Promise<string>;
  /** So that the newest change, which Ctrl+Z takes back, is the one that was asked for last. */
  readonly inTurn: ReturnType<typeof makeTurns>;
  /** How many ids a call takes. */
  readonly limit?: number;
}

/** Makes the changes: carried out, told, shown and taken back. */
export function makeChanges({ client, ask, refresh, nameOf, inTurn, ...deps }: ChangesDeps): Changes {
  const { limit = CALL_LIMIT } = deps;
  const { organise, drive } = client;
  const say = deps.say((undoIds) => void takeBack(undoIds));
  const idsOf = (nodes: readonly Named[]): string[] => nodes.map(({ id }) => id);

  /** Does something in its turn, shows what it changed and then says so. */
  const change = (work: () => Promise<Carried>, tell: (outcome: Carried) => Promise<void> | void) =>
    inTurn(async () => {
      const outcome = await work();
      await refresh();
      await tell(outcome);
    }).catch(say.failed);

  function transport(
    how: 'move' | 'copy',
    nodes: readonly Named[],
    folderId: string | null,
  ): Promise<Carried> {
    const batch = randomId();
    return carry({
      ids: idsOf(nodes),
      call: (ids, conflicts) => organise[how]({ ids, folderId, conflicts, batch }),
      ask: withoutOwn(how, ask),
      limit,
    }).then((outcome) => ({
      ...outcome,
      // The calls of a batch are taken back together.
      undoIds: outcome.undoIds.slice(-1),
    }));
  }

  /** For what cannot conflict. */
  const plainly = (nodes: readonly Named[], call: (ids: string[]) => ReturnType<typeof drive.trash>) =>
    carry({ ids: idsOf(nodes), call, ask: () => Promise.resolve(null), limit });

  function takeBack(undoIds: readonly (string | null)[]): Promise<void> {
    return inTurn(async () => {
      try {
        for (const id of undoIds.toReversed()) say.undone(await organise.undo({ id }));
      } catch (error) {
        say.notUndone(error);
      }
      await refresh();
    }).catch(say.failed);
  }

  return {
    transport: (how, nodes, { id, name }: Place) =>
      change(
        () => transport(how, nodes, id),
        async (outcome) => say.transported(how, nodes, outcome, name ?? (await nameOf(id))),
      ),
    duplicate: (nodes, folderId) =>
      change(
        () => transport('copy', nodes, folderId),
        (outcome) => say.duplicated(nodes, outcome),
      ),
    rename: ({ id, name }, wanted) =>
      inTurn(async () => {
        const { node, undoId } = await organise.rename({ id, name: wanted });
        await refresh();
        say.renamed(name, node.name, undoId);
      }),
    setTags: (nodes, { add, remove }) =>
      change(
        () => plainly(nodes, (ids) => organise.setTags({ ids, add: [...add], remove: [...remove] })),
        (outcome) => say.tagged(nodes, outcome, { add, remove }),
      ),
    setFavourite: (nodes, favourite) =>
      change(
        () => plainly(nodes, (ids) => organise.setFavourite({ ids, favourite })),
        (outcome) => say.favoured(nodes, outcome, favourite),
      ),
    trash: (nodes) =>
      change(
        () => plainly(nodes, (ids) => drive.trash({ ids })),
        (outcome) => say.trashed(nodes, outcome),
      ),
    restore: (nodes) =>
      change(
        () =>
          carry({
            ids: idsOf(nodes),
            call: (ids, conflicts) => drive.restore({ ids, conflicts }),
            ask,
            limit,
          }),
        (outcome) => say.restored(nodes, outcome),
      ),
    undo: (id) => takeBack([id]),
  };
}
