import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemCode } from '../core/lib/errors.ts';
import type { Keychain } from './keychain.ts';

const stored = z.object({ version: z.literal(1), encrypted: z.boolean(), value: z.string().min(1) });

/** The session that windows of this computer begin with; the core says which, pages never see it. */
export interface RememberedSession {
  /** The token, null when there is none or it cannot be read any more: then the person signs in again. */
  token(): Promise<string | null>;
  /** On the disk when this returns; null forgets it. */
  remember(token: string | null): Promise<void>;
}

/** Keeps it in `session.json` of a folder (mode 0600), encrypted where there is a keychain. */
export function openRememberedSession(
  folder: string,
  keychain: Keychain | null,
  onError: (message: string, error: unknown) => void,
): RememberedSession {
  const file = path.join(folder, 'session.json');
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined); // the caller of that work is told
    return done;
  };

  async function write(token: string): Promise<void> {
    const value = keychain === null ? token : keychain.encrypt(token);
    const part = `${file}.part`;
    await rm(part, { force: true });
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify({ version: 1, encrypted: keychain !== null, value }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  }

  async function read(): Promise<string | null> {
    try {
      const { encrypted, value } = stored.parse(JSON.parse(await readFile(file, 'utf8')));
      if (!encrypted) return value;
      if (keychain === null) throw new Error('it was encrypted by a keychain that is not there now');
      return keychain.decrypt(value);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') onError('the remembered session cannot be read', error);
      return null;
    }
  }

  return {
    token: () => inOrder(read),
    remember: (token) => inOrder(() => (token === null ? rm(file, { force: true }) : write(token))),
  };
}
