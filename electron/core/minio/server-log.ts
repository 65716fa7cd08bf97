import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { copyFile, mkdir, open, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, systemCode, type AppError } from '../lib/errors.ts';

const MAXIMUM_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

const logLine = z.object({
  level: z.string(),
  message: z.string().optional(),
  error: z.object({ message: z.string().optional() }).optional(),
});

/**
 * The server's own log. The server writes to the file itself, not through a pipe of the app: a pipe would break when
 * the app dies, and take the server with it.
 */
export interface ServerLog {
  /** Opens it for a server about to start; answers where its lines will begin. */
  open(): Promise<{ stream: WriteStream; from: number }>;
  /** How long it is now, in bytes. */
  size(): Promise<number>;
  /** The last thing the server complained about since then; null if it did not. */
  lastComplaint(from: number): Promise<string | null>;
  /** Keeps it below 5 MiB, also while the server writes: older lines move to `server.1.log`. */
  trim(): Promise<void>;
}

/** Makes the keeper of `<folder>/server.log`. */
export function makeServerLog(folder: string): ServerLog {
  const file = path.join(folder, 'server.log');

  async function size(): Promise<number> {
    try {
      return (await stat(file)).size;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return 0;
      throw error;
    }
  }

  async function trim(): Promise<void> {
    if ((await size()) <= MAXIMUM_BYTES) return;
    await copyFile(file, path.join(folder, 'server.1.log'));
    await truncate(file, 0);
  }

  return {
    size,
    trim,
    async open() {
      await mkdir(folder, { recursive: true });
      await trim();
      const from = await size();
      const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
      await once(stream, 'open');
      return { stream, from };
    },
    async lastComplaint(from) {
      const handle = await open(file, 'r');
      try {
        const end = (await handle.stat()).size;
        const start = Math.max(from <= end ? from : 0, end - TAIL_BYTES);
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
        return complaintIn(buffer.toString('utf8', 0, bytesRead));
      } finally {
        await handle.close();
      }
    },
  };
}

function complaintIn(text: string): string | null {
  let complaint: string | null = null;
  let fatal = false;
  let plain: string | null = null;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const parsed = parseLine(line);
    if (parsed === null) {
      plain = line.trim().slice(0, 300);
    } else if (parsed.level === 'FATAL' || (parsed.level === 'ERROR' && !fatal)) {
      // An empty `message` is common; then the reason is in `error`.
      const words = [parsed.error?.message, parsed.message].find((each) => each !== undefined && each !== '');
      if (words === undefined || words.startsWith('Warning:')) continue;
      fatal = parsed.level === 'FATAL';
      complaint = words;
    }
  }
  return complaint ?? plain;
}

function parseLine(line: string): z.infer<typeof logLine> | null {
  try {
    return logLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // the Go runtime's own words, such as a panic
  }
}

/** True when the server ended because somebody else has its port. */
export function saysPortTaken(complaint: string): boolean {
  return /port is already in use|address already in use|Only one usage of each socket/iu.test(complaint);
}

/** What the server's last words before its end mean. */
export function exitFailure(complaint: string | null, exitCode: number | null, folder: string): AppError {
  const message = complaint ?? '';
  if (/no space left|drive path full|disk full|not enough space/iu.test(message)) {
    return fail('DISK_FULL', { folder, free: 0 });
  }
  if (/access denied|permission denied|read-only|not writable/iu.test(message)) {
    return fail('DATA_FOLDER_NOT_WRITABLE', { folder });
  }
  if (/not (?:a )?directory/iu.test(message)) return fail('DATA_FOLDER_IS_FILE', { folder });
  if (/drive not found|no such file or directory/iu.test(message))
    return fail('DATA_FOLDER_MISSING', { folder });
  return fail('SERVER_EXITED', { exitCode, message: message.slice(0, 300) });
}
