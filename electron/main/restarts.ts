const FIRST_DELAY_MS = 500;
const LIMIT = 5;
/** A process that lived so long was well: what ended it is a new story. */
const CALM_MS = 60_000;

/** Decides when a process that died is started again. */
export interface Restarts {
  started(): void;
  /** After how many milliseconds to start it again, or null when it died too often in a row. */
  died(): number | null;
}

/** Waits twice as long each time; after five deaths in a row there is no other try. */
export function makeRestarts(now: () => number = Date.now): Restarts {
  let startedAt = 0;
  let deaths = 0;
  return {
    started() {
      startedAt = now();
    },
    died() {
      if (now() - startedAt >= CALM_MS) deaths = 0;
      deaths += 1;
      return deaths > LIMIT ? null : FIRST_DELAY_MS * 2 ** (deaths - 1);
    },
  };
}
