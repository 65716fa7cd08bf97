import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const ASK_WITHIN_MS = 1000;

/**
 * Whether this desktop shows tray icons. Windows and macOS always do; on Linux somebody must watch for them, which not
 * every desktop brings, and an icon without a watcher is nowhere.
 */
export async function trayWorks(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const hasBus =
    process.env['DBUS_SESSION_BUS_ADDRESS'] !== undefined ||
    (runtime !== undefined && existsSync(path.join(runtime, 'bus')));
  if (!hasBus) return false;
  const question = 'call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus';
  const method = '--method org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher';
  const answer = await ask('gdbus', `${question} ${method}`.split(' '));
  return answer.includes('true');
}

function ask(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    // A program that is missing or fails has not seen a watcher, which is the answer.
    execFile(program, args, { timeout: ASK_WITHIN_MS }, (error, output) =>
      resolve(error === null ? output : ''),
    );
  });
}
