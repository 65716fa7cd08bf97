/** Does one thing after the other: each begins when the one before it has ended, however that ended. */
export function makeTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    // Whoever asked for it hears of its failure; the next one only waits for its end.
    last = turn.catch(() => undefined);
    return turn;
  };
}
