/** A failure whose message is all that the person needs: shown without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** Runs a command's body; a `Problem` becomes its message on stderr, and every failure the exit code 1. */
export async function command(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
