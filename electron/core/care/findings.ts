import type { FindingKind } from '../../contract/care.ts';

/** Something found, with whose it is by id. */
export interface Finding {
  readonly kind: FindingKind;
  readonly name: string | null;
  readonly ownerId: string | null;
  readonly repaired: boolean;
}

/** What a check found, as it is kept. */
export interface KeptReport {
  readonly at: string;
  readonly repair: boolean;
  readonly objects: number;
  readonly entries: number;
  readonly counts: readonly { kind: FindingKind; found: number; repaired: number }[];
  readonly findings: readonly Finding[];
}

/** Findings kept with their names; all are counted. */
const NAMED = 100;

/** Gathers findings: counts of all, and the first ones by name. */
export class Findings {
  objects = 0;
  entries = 0;
  readonly #counts = new Map<FindingKind, { found: number; repaired: number }>();
  readonly #named: Finding[] = [];
  readonly #touched = new Set<string>();

  add(finding: Finding): void {
    const count = this.#counts.get(finding.kind) ?? { found: 0, repaired: 0 };
    count.found += 1;
    if (finding.repaired) count.repaired += 1;
    this.#counts.set(finding.kind, count);
    if (this.#named.length < NAMED) this.#named.push(finding);
    if (finding.repaired && finding.ownerId !== null) this.#touched.add(finding.ownerId);
  }

  /** People of whose things something was repaired. */
  touched(): string[] {
    return [...this.#touched];
  }

  report(at: string, repair: boolean): KeptReport {
    return {
      at,
      repair,
      objects: this.objects,
      entries: this.entries,
      counts: Array.from(this.#counts, ([kind, count]) => ({ kind, ...count })),
      findings: this.#named,
    };
  }
}
