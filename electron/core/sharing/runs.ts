import { overlap, type ByteRange } from './ranges.ts';

/** Something of a share that is on its way to a browser. */
export interface Run {
  readonly shareId: string;
  readonly ownerId: string;
  /** Of the password that was known when it began. */
  readonly passwordHash: string | null;
  readonly range: ByteRange;
  readonly controller: AbortController;
  /** The download that it is a part of; null for what is only shown. */
  readonly slot: Slot | null;
  /** True once it was told how far it came, although it is not counted yet. */
  told: boolean;
}

/** What {@link Runs.slotFor} answers where nobody can say before something that ended is counted. */
export const LATER = 'later';

/** One download that may become complete: of one object by one browser, in parts that do not overlap. */
export interface Slot {
  readonly visitor: string;
  readonly subject: string;
  readonly runs: Set<Run>;
}

interface OfShare {
  readonly runs: Set<Run>;
  /** In the order in which they began. */
  readonly slots: Set<Slot>;
}

/** What runs at this moment. It is nowhere else: after a crash nothing runs. */
export class Runs {
  readonly #shares = new Map<string, OfShare>();

  of(shareId: string): readonly Run[] {
    return [...(this.#shares.get(shareId)?.runs ?? [])];
  }

  slotsOf(shareId: string): readonly Slot[] {
    return [...(this.#shares.get(shareId)?.slots ?? [])];
  }

  /** The shares of a person that something runs for. */
  sharesOf(ownerId: string): readonly string[] {
    return Array.from(this.#shares).flatMap(([id, { runs }]) =>
      Array.from(runs).some((run) => run.ownerId === ownerId) ? [id] : [],
    );
  }

  /**
   * The place that a part of a download takes: beside other parts of it that it does not overlap, or a new one while
   * there are fewer than `free` more. Where there is none, a browser that asks again for what it is being sent has given
   * that up, so the place is taken over. Null where that is not so.
   */
  slotFor(
    shareId: string,
    of: Pick<Slot, 'visitor' | 'subject'>,
    range: ByteRange,
    free: number,
  ): Slot | typeof LATER | null {
    const slots = this.slotsOf(shareId);
    const own = slots.filter(({ visitor, subject }) => visitor === of.visitor && subject === of.subject);
    const beside = own.find(({ runs }) => Array.from(runs).every((run) => !overlap(run.range, range)));
    if (beside !== undefined) return beside;
    if (slots.length < free) return { ...of, runs: new Set() };
    const [taken] = own;
    if (taken === undefined) return null;
    const given = Array.from(taken.runs).filter((run) => overlap(run.range, range));
    if (given.some(({ told }) => told)) return LATER;
    for (const run of given) {
      run.controller.abort();
      taken.runs.delete(run);
    }
    return taken;
  }

  add(run: Run): void {
    const share = this.#shares.get(run.shareId) ?? { runs: new Set(), slots: new Set() };
    this.#shares.set(run.shareId, share);
    share.runs.add(run);
    if (run.slot === null) return;
    run.slot.runs.add(run);
    share.slots.add(run.slot);
  }

  remove(run: Run): void {
    const share = this.#shares.get(run.shareId);
    if (share === undefined) return;
    share.runs.delete(run);
    run.slot?.runs.delete(run);
    if (run.slot?.runs.size === 0) share.slots.delete(run.slot);
    if (share.runs.size === 0) this.#shares.delete(run.shareId);
  }

  /** Breaks something off; it is there until it has been told how far it came. */
  breakOff(run: Run): void {
    run.controller.abort();
    run.slot?.runs.delete(run);
    if (run.slot?.runs.size === 0) this.#shares.get(run.shareId)?.slots.delete(run.slot);
  }

  get size(): number {
    return this.#shares.size;
  }

  breakOffAll(): void {
    for (const { runs } of this.#shares.values()) for (const run of runs) this.breakOff(run);
  }
}
