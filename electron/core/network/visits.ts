import { randomBytes, randomUUID } from 'node:crypto';
import type { NetworkVisit } from '../../contract/network.ts';

/** How long the address of a test works, in milliseconds. */
const TEST_LASTS_MS = 30 * 60_000;
const TESTS_KEPT = 20;
const VISITS_KEPT = 50;
/** 192 bits: nobody guesses the address of a test. */
const TOKEN_BYTES = 24;

interface Test {
  readonly id: string;
  readonly endsAt: number;
  readonly visits: NetworkVisit[];
  /** False for a test by this computer itself, which says nothing of other devices. */
  readonly counts: boolean;
}

/** Tests of "can my phone reach me?": an address that only one test knows, and who opened it. */
export interface Visits {
  /** `token` is the secret part of the address; `counts` as false keeps its visits out of `last`. */
  begin(options?: { readonly counts?: boolean }): { readonly id: string; readonly token: string };
  /** False for a token that is unknown or over. */
  visited(token: string, visit: { readonly address: string; readonly device: string }): boolean;
  /** Undefined for a test that is unknown or over. */
  of(id: string): readonly NetworkVisit[] | undefined;
  /** The last visit of all tests, or of those alone that `which` lets through; null before the first. */
  last(which?: (visit: NetworkVisit) => boolean): NetworkVisit | null;
  forget(id: string): void;
}

/** Makes it; tests are gone when the core ends. */
export function makeVisits(now: () => Date): Visits {
  const tests = new Map<string, Test>();
  const past: NetworkVisit[] = [];
  const alive = (test: Test | undefined) =>
    test !== undefined && test.endsAt > now().getTime() ? test : undefined;

  return {
    begin({ counts = true } = {}) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const test: Test = { id: randomUUID(), endsAt: now().getTime() + TEST_LASTS_MS, visits: [], counts };
      tests.set(token, test);
      for (const [oldest] of tests) {
        if (tests.size <= TESTS_KEPT) break;
        tests.delete(oldest);
      }
      return { id: test.id, token };
    },
    visited(token, { address, device }) {
      const test = alive(tests.get(token));
      if (test === undefined) return false;
      const visit = { at: now().toISOString(), address, device };
      for (const list of test.counts ? [test.visits, past] : [test.visits]) {
        list.push(visit);
        if (list.length > VISITS_KEPT) list.shift();
      }
      return true;
    },
    of: (id) => alive([...tests.values()].find((test) => test.id === id))?.visits,
    last: (which = () => true) => past.findLast(which) ?? null,
    forget(id) {
      for (const [token, test] of tests) if (test.id === id) tests.delete(token);
    },
  };
}
