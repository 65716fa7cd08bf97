import type { Tx } from '../db/schema.ts';
import { usableName } from './adopt.ts';
import type { Check } from './checker.ts';
import { chainsOf, changeEntry, changeOwner, entryById, type Entry } from './entries.table.ts';
import { addSums } from './sums.table.ts';
import { wrongsOf, type Wrong } from './wrongs.ts';

interface Heir {
  readonly id: string;
  readonly root_id: string;
}

/**
 * Makes what looks at one thing that seems wrong once more, mends it in the same transaction where that is wanted, and
 * tells of it. What got right meanwhile is not told.
 */
export function makeMend(check: Check, heir: Heir | undefined) {
  const { db, options, findings } = check;

  return async (id: string, wrong: Wrong): Promise<void> => {
    const told = await db.transaction().execute(async (tx) => {
      const entry = await entryById(tx, id);
      if (entry === undefined) return null;
      if (!wrongsOf(check.words, entry, await chainsOf(tx, [id])).includes(wrong)) return null;
      const repaired = options.repair && (await mend(tx, entry, wrong));
      const ownerId = entry.root_id === null ? (repaired ? (heir?.id ?? null) : null) : entry.owner_id;
      return { kind: wrong, name: entry.name === '' ? null : entry.name, ownerId, repaired };
    });
    if (told !== null) findings.add(told);
  };

  async function mend(tx: Tx, entry: Entry, wrong: Wrong): Promise<boolean> {
    switch (wrong) {
      case 'nobody':
        if (heir === undefined) return false;
        await changeOwner(tx, entry, heir.id);
        return true;
      case 'orphan':
      case 'cycle':
        return intoRecovered(tx, entry);
      case 'wrongName':
      case 'sameName':
        await nameAnew(tx, entry);
        return true;
      case 'wrongSize': {
        const size = entry.object_size ?? 0;
        await changeEntry(tx, entry.id, { size });
        if (entry.root_id !== null)
          await addSums(tx, entry.owner_id, {
            bytes: size - entry.size,
            files: 0,
            versionBytes: 0,
            versionCount: 0,
          });
        return true;
      }
      case 'contentMissing':
        return false;
      default:
        throw new Error('something wrong of an unknown kind');
    }
  }

  /** Moves an entry to where its owner finds it; what is in the trash stays there. */
  async function intoRecovered(tx: Tx, entry: Entry): Promise<boolean> {
    if (entry.root_id === null) return false;
    if (entry.id === entry.root_id) {
      await changeEntry(tx, entry.id, { parent_id: null });
      return true;
    }
    if (entry.trashed_at !== null) {
      await changeEntry(tx, entry.id, { parent_id: entry.root_id });
      return true;
    }
    const { recovered } = options;
    const at = check.now().toISOString();
    const folder = await check.words.ensureFolders(tx, entry.owner_id, entry.root_id, [recovered], at);
    const wished = usableName(check.words, entry.name, recovered);
    const name = await check.words.freeName(tx, entry.owner_id, folder.id, wished, entry.kind);
    await changeEntry(tx, entry.id, {
      parent_id: folder.id,
      name: name.name,
      name_key: name.key,
      sort_key: name.sortKey,
    });
    return true;
  }

  /** Gives an entry the right forms of its name, and a number where that name is taken. */
  async function nameAnew(tx: Tx, entry: Entry): Promise<void> {
    const right = usableName(check.words, entry.name, entry.id);
    const alone = entry.trashed_at !== null || entry.parent_id === null;
    // An entry whose key is right and that is the first of its name takes nothing from anybody.
    const keeps = alone || (right.key === entry.name_key && entry.doubled === 0);
    const name = keeps
      ? right
      : await check.words.freeName(tx, entry.owner_id, entry.parent_id ?? '', right, entry.kind);
    await changeEntry(tx, entry.id, { name: name.name, name_key: name.key, sort_key: name.sortKey });
  }
}
