import pino, { type Logger } from 'pino';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** A structured logger; make one per room with `log.child({ room })`. */
export type Log = Logger;

const ROTATE_AT_BYTES = 5 * 1024 * 1024;

/** What must never reach a log file, wherever it stands in a logged object. */
const SECRET_PATHS = ['password', 'secret', 'token', 'secretKey', 'recoveryCode', 'newPassword'].flatMap(
  (name) => [name, `*.${name}`],
);

/**
 * Opens `<folder>/core.log` for appending; a file over 5 MiB is kept as `core.1.log` first.
 * Writes go out at once, so that the last line before a crash is there.
 */
export function openLog(folder: string, level = 'info'): Log {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'core.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_AT_BYTES) renameSync(file, path.join(folder, 'core.1.log'));
  return pino({ level, redact: SECRET_PATHS, base: null }, pino.destination({ dest: file, sync: true }));
}

/** A logger that writes nowhere, for tests. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}
