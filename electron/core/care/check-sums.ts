import type { Check } from './checker.ts';
import { addSums, peopleAfter, sumsOff } from './sums.table.ts';

const PAGE = 100;

/** Compares what is kept of each person's space with what they store. */
export async function checkSums({ db, aside, options, findings }: Check): Promise<void> {
  const { repair, signal, onProgress } = options;
  let done = 0;
  for (let after = ''; ;) {
    const people = await peopleAfter(db, after, PAGE);
    for (const { id, name } of people) {
      signal.throwIfAborted();
      onProgress('sums', done, null);
      done += 1;
      const off = await sumsOff(aside, db, id, signal);
      if (off === undefined || Object.values(off).every((value) => value === 0)) continue;
      if (repair) await db.transaction().execute((tx) => addSums(tx, id, off));
      findings.add({ kind: 'wrongSums', name, ownerId: id, repaired: repair });
    }
    after = people.at(-1)?.id ?? '';
    if (people.length < PAGE) return;
  }
}
