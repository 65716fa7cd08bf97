/** Makes those who come wait until so many are there, or the first has waited so long; then all go at once. */
export function makeMeeting(count: number, longestMs: number): () => Promise<void> {
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const go = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = waiting;
    waiting = [];
    for (const one of all) one();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      timer ??= setTimeout(go, longestMs);
      if (waiting.length >= count) go();
    });
}
