/**
 * Calls `work` soon after it is asked for, at most once at a time, and again when it was asked for meanwhile. The
 * pause between two runs is at least `pause` ms and twice the time that the last run took, so that a list which is
 * slow to fetch is fetched less often. `stop` forgets what is due.
 */
export function throttled(
  work: () => Promise<unknown>,
  pause: number,
): { readonly ask: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let askedAgain = false;
  let stopped = false;
  let notBefore = 0;

  async function run(): Promise<void> {
    timer = undefined;
    running = true;
    askedAgain = false;
    const begun = Date.now();
    try {
      await work();
    } finally {
      running = false;
      const ended = Date.now();
      notBefore = ended + Math.max(pause, 2 * (ended - begun));
      if (askedAgain) ask();
    }
  }

  function ask(): void {
    if (stopped || timer !== undefined) return;
    if (running) {
      askedAgain = true;
      return;
    }
    timer = setTimeout(() => void run(), Math.max(0, notBefore - Date.now()));
  }

  return {
    ask,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
