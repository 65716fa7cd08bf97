/**
 * The ways in by which passwords are asked for: the window, browsers of this computer, people with accounts on the
 * network, strangers at the password of a share; `inside` is whoever is signed in already.
 */
export const WAYS = ['window', 'here', 'inside', 'network', 'share'] as const;
export type Way = (typeof WAYS)[number];

/** Who asks for something that takes its time. */
export interface Asker {
  readonly way: Way;
  /** Their address, or whatever else tells one from another. */
  readonly origin: string;
}

/** At some 0.3 s each: whoever comes after these would wait longer than anybody does. */
const WAITING_OF_WAY = 24;
/** Of one address on the network. */
const WAITING_OF_ONE = 6;
const MANY_ORIGINS: ReadonlySet<Way> = new Set(['network', 'share']);

/**
 * A line for each way in, so that nobody at one keeps others out of another: the window goes first, the others take
 * turns, and so do the addresses within each. Where a line is full, the address that has most in it gives way to one
 * that has less.
 */
export class FairLine<Job> {
  readonly #lines = new Map<Way, Map<string, Job[]>>(WAYS.map((way) => [way, new Map()]));
  /** Which way was served last. */
  #last: Way = 'window';

  /** Puts a job in line. Answers with what has no place: null, the job itself, or the one that gave way to it. */
  enter({ way, origin }: Asker, job: Job): Job | null {
    const line = this.#lineOf(way);
    const own = line.get(origin)?.length ?? 0;
    if (MANY_ORIGINS.has(way) && own >= WAITING_OF_ONE) return job;
    let gone: Job | null = null;
    if (lengthOf(line) >= WAITING_OF_WAY) {
      const [most, theirs] = Array.from(line).reduce((one, other) =>
        other[1].length > one[1].length ? other : one,
      );
      if (theirs.length <= own + 1) return job;
      gone = theirs.pop() ?? null;
      if (theirs.length === 0) line.delete(most);
    }
    line.set(origin, [...(line.get(origin) ?? []), job]);
    return gone;
  }

  /** Takes out whoever has the next turn. */
  next(): Job | undefined {
    const from = WAYS.indexOf(this.#last) + 1;
    const turns = [...WAYS.slice(from), ...WAYS.slice(0, from)].filter((way) => way !== 'window');
    for (const way of ['window' as const, ...turns]) {
      const line = this.#lineOf(way);
      const [first] = line;
      if (first === undefined) continue;
      if (way !== 'window') this.#last = way;
      const [origin, [job, ...others]] = first;
      // The same address has its next turn after all others.
      line.delete(origin);
      if (others.length > 0) line.set(origin, others);
      return job;
    }
    return undefined;
  }

  /** Takes all out. */
  clear(): Job[] {
    const all = Array.from(this.#lines.values()).flatMap((line) => [...line.values()].flat());
    for (const line of this.#lines.values()) line.clear();
    return all;
  }

  #lineOf(way: Way): Map<string, Job[]> {
    const line = this.#lines.get(way) ?? new Map<string, Job[]>();
    this.#lines.set(way, line);
    return line;
  }
}

function lengthOf(line: ReadonlyMap<string, readonly unknown[]>): number {
  return Array.from(line.values()).reduce((sum, { length }) => sum + length, 0);
}
