/** What is ended, by the name that a log says when it fails. */
export type Endings = readonly (readonly [name: string, end: () => unknown])[];

/**
 * Ends one thing after the other, each when the one before has ended. What fails is told and keeps nothing after it from
 * ending: a process that is left running, or a database that is left open, does more harm than what failed.
 */
export async function endInOrder(
  endings: Endings,
  onFailed: (name: string, error: unknown) => void,
): Promise<void> {
  for (const [name, end] of endings) {
    try {
      await end();
    } catch (error) {
      onFailed(name, error);
    }
  }
}
