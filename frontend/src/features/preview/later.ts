/** What is asked for again and again, done together a while later. */
export interface Later {
  readonly ask: () => void;
  /** Forgets what was asked for. */
  readonly stop: () => void;
}

/** Does `act` once for all that is asked for within a pause, in milliseconds. */
export function later(act: () => void, pause: number): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, pause);
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
