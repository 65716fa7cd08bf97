import type { FindingKind } from '../../contract/care.ts';
import { breathe } from '../lib/breathe.ts';
import type { Check } from './checker.ts';
import { chainsOf, changeVersion, entriesAfter, wrongVersionsAfter } from './entries.table.ts';
import { makeMend } from './mend.ts';
import { cloudOwner } from './sums.table.ts';
import { wrongsOf } from './wrongs.ts';

/** A few milliseconds for each step. */
const PAGE = 100;

/** Looks at every file and folder: where it hangs, what it is called, how large it is said to be. */
export async function checkEntries(check: Check, total: number): Promise<void> {
  const { db, options, findings } = check;
  const mend = makeMend(check, await cloudOwner(db));
  for (let after = ''; ;) {
    options.signal.throwIfAborted();
    options.onProgress('entries', Math.min(findings.entries, total), total);
    const page = await entriesAfter(db, after, PAGE);
    await breathe();
    const chains = await chainsOf(
      db,
      page.map(({ id }) => id),
    );
    await breathe();
    for (const entry of page) {
      findings.entries += 1;
      for (const wrong of wrongsOf(check.words, entry, chains)) {
        await mend(entry.id, wrong);
        // What hung on nothing has an owner now, who has to be able to reach it.
        if (wrong === 'nobody') await mend(entry.id, 'orphan');
      }
    }
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) break;
  }
  await checkVersions(check);
}

/** Earlier contents: their sizes, and whose they are. */
async function checkVersions({ db, options, findings }: Check): Promise<void> {
  const kind: FindingKind = 'wrongSize';
  for (let after = ''; ;) {
    options.signal.throwIfAborted();
    const page = await wrongVersionsAfter(db, after, PAGE);
    for (const version of page) {
      if (version.wrong === 0) continue;
      const change = { size: version.object_size, owner_id: version.node_owner };
      if (options.repair) await db.transaction().execute((tx) => changeVersion(tx, version.id, change));
      findings.add({ kind, name: version.name, ownerId: version.node_owner, repaired: options.repair });
    }
    await breathe();
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return;
  }
}
