import { appendFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const ROTATE_AT_BYTES = 5 * 1024 * 1024;

/** Path of a log file in a folder; one over 5 MiB is kept as `<name>.1.log` first. */
export function logFile(folder: string, name: string): string {
  const file = path.join(folder, `${name}.log`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_AT_BYTES) renameSync(file, path.join(folder, `${name}.1.log`));
  return file;
}

/** The shell's own log: few lines, written at once so that the last one before a crash is there. */
export interface ShellLog {
  readonly info: (message: string, details?: Record<string, unknown>) => void;
  readonly error: (message: string, error: unknown) => void;
}

/** Opens `shell.log` in the folder of the logs. */
export function openShellLog(folder: string): ShellLog {
  const file = logFile(folder, 'shell');
  const write = (line: Record<string, unknown>): void => {
    try {
      appendFileSync(file, `${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
    } catch (failure) {
      // A full disk must not take the shell down; the terminal may still show it.
      console.error(line, failure);
    }
  };
  return {
    info: (message, details = {}) => write({ level: 'info', message, ...details }),
    error(message, error) {
      const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
      write({ level: 'error', message, cause });
    },
  };
}
