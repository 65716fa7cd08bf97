import { execa } from 'execa';

/** What a program said; null where there is none, it failed, or it took too long. */
export type Ask = (program: string, args: readonly string[], timeoutMs?: number) => Promise<string | null>;

const TIME_LIMIT_MS = 5000;

/** Runs a program of the system without privileges, in its plainest language. Never throws. */
export const askProgram: Ask = async (program, args, timeoutMs = TIME_LIMIT_MS) => {
  const { exitCode, stdout } = await execa(program, args, {
    reject: false,
    timeout: timeoutMs,
    stdin: 'ignore',
    windowsHide: true,
    env: { LC_ALL: 'C', LANGUAGE: 'C' },
  });
  return exitCode === 0 && typeof stdout === 'string' ? stdout : null;
};
