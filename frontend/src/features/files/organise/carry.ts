import type { ConflictChoice, Moved, NameConflict } from '../../../../../electron/contract/drive.ts';
import type { ConflictDecision } from '../../../ui/conflict-dialog.tsx';
import { CALL_LIMIT } from '../chunks.ts';

type LeftIn = NonNullable<Moved['leftIn']>[number];

/** What became of a change in several calls. */
export interface Carried {
  /** How many entries were changed. */
  readonly count: number;
  /** Ids of those that stayed as they were, because their names are taken. */
  readonly leftOut: ReadonlySet<string>;
  /** What takes the change back, in the order in which it was done. */
  readonly undoIds: readonly string[];
  /** Whose trash the originals are in, where something went from one person's drive to another's. */
  readonly leftIn: readonly LeftIn[];
  /** What ended it before all was done; undefined when all was. */
  readonly failure?: unknown;
}

/** Decisions about what conflicts; null when none of it is to be done. */
export type Ask = (
  conflicts: readonly NameConflict[],
) => Promise<ReadonlyMap<string, ConflictDecision> | null>;

export interface Carry {
  readonly ids: readonly string[];
  /** One call, for as many ids as it takes. */
  readonly call: (ids: string[], conflicts: ConflictChoice) => Promise<Moved>;
  readonly ask: Ask;
  /** How many ids a call takes. */
  readonly limit?: number;
}

/**
 * Does a change to any number of entries, in as many calls as it takes. What does not conflict is done first; then is
 * asked, once, what becomes of the rest. A call that fails ends it: what was done before it stays done, and is told.
 */
export async function carry({ ids, call, ask, limit = CALL_LIMIT }: Carry): Promise<Carried> {
  let count = 0;
  const undoIds = new Set<string>();
  const conflicts: NameConflict[] = [];
  const left = new Map<string, LeftIn>();

  async function callAll(part: readonly string[], choice: ConflictChoice): Promise<void> {
    for (let at = 0; at < part.length; at += limit) {
      const done = await call(part.slice(at, at + limit), choice);
      count += done.count;
      if (done.undoId !== null) undoIds.add(done.undoId);
      for (const one of done.leftIn ?? []) left.set(one.mine ? '' : one.owner, one);
      if (choice === 'ask') conflicts.push(...done.conflicts);
    }
  }

  const so = () => ({ count, leftOut: leftOut(), undoIds: [...undoIds], leftIn: [...left.values()] });
  const leftOut = () => new Set(conflicts.flatMap(({ node }) => (decided.has(node.id) ? [] : [node.id])));
  const decided = new Set<string>();
  try {
    await callAll(ids, 'ask');
    if (conflicts.length > 0) {
      const decisions = await ask(conflicts);
      const wanted = (decision: ConflictDecision): string[] =>
        conflicts.flatMap(({ node }) => (decisions?.get(node.id) === decision ? [node.id] : []));
      for (const decision of ['replace', 'keepBoth'] as const) {
        const part = wanted(decision);
        await callAll(part, decision);
        for (const id of part) decided.add(id);
      }
    }
  } catch (failure) {
    return { ...so(), failure };
  }
  return so();
}

/**
 * Answers for entries whose names are taken by themselves, because they are in that place already: a copy of them is
 * made beside them, and none of them needs to be moved. Asks about the others.
 */
export function withoutOwn(how: 'move' | 'copy', ask: Ask): Ask {
  return async (conflicts) => {
    const own = conflicts.filter(({ node, existing }) => node.id === existing.id);
    const others = conflicts.filter(({ node, existing }) => node.id !== existing.id);
    const decisions = others.length === 0 ? null : await ask(others);
    const answer: ConflictDecision = how === 'copy' ? 'keepBoth' : 'skip';
    return new Map([...(decisions ?? []), ...own.map(({ node }) => [node.id, answer] as const)]);
  };
}
