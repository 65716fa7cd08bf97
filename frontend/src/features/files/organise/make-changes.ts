import { randomId } from '../../../api/ids.ts';
import type { Client } from '../../../api/client.ts';
import type { ConflictChoice } from '../../../../../electron/contract/drive.ts';
import { CALL_LIMIT } from '../chunks.ts';
import { type Ask, type Carried, type Carry, carry, withoutOwn } from './carry.ts';
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

  /** However many calls it takes, they are one change for the person, and taken back together. */
  async function carryAsOne(
    nodes: readonly Named[],
    call: (ids: string[], batch: string, conflicts: ConflictChoice) => ReturnType<Carry['call']>,
    answer: Ask = () => Promise.resolve(null),
  ): Promise<Carried> {
    const batch = randomId();
    const outcome = await carry({
      ids: idsOf(nodes),
      call: (ids, conflicts) => call(ids, batch, conflicts),
      ask: answer,
      limit,
    });
    return { ...outcome, undoIds: outcome.undoIds.slice(-1) };
  }

  const transport = (how: 'move' | 'copy', nodes: readonly Named[], folderId: string | null) =>
    carryAsOne(
      nodes,
      (ids, batch, conflicts) => organise[how]({ ids, folderId, conflicts, batch }),
      withoutOwn(how, ask),
    );

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
    async transport(how, nodes, { id, name }: Place) {
      let done = false;
      await change(
        async () => {
          const outcome = await transport(how, nodes, id);
          done = outcome.failure === undefined || outcome.count > 0;
          return outcome;
        },
        async (outcome) => say.transported(how, nodes, outcome, name ?? (await nameOf(id))),
      );
      return done;
    },
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
        () =>
          carryAsOne(nodes, (ids, batch) =>
            organise.setTags({ ids, add: [...add], remove: [...remove], batch }),
          ),
        (outcome) => say.tagged(nodes, outcome, { add, remove }),
      ),
    setFavourite: (nodes, favourite) =>
      change(
        () => carryAsOne(nodes, (ids, batch) => organise.setFavourite({ ids, favourite, batch })),
        (outcome) => say.favoured(nodes, outcome, favourite),
      ),
    trash: (nodes) =>
      change(
        () => carryAsOne(nodes, (ids, batch) => drive.trash({ ids, batch })),
        (outcome) => say.trashed(nodes, outcome),
      ),
    restore: (nodes) =>
      change(
        () => carryAsOne(nodes, (ids, batch, conflicts) => drive.restore({ ids, conflicts, batch }), ask),
        (outcome) => say.restored(nodes, outcome),
      ),
    undo: (id) => takeBack([id]),
  };
}
