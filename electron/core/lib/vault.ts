import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, systemCode } from './errors.ts';

/** Encrypts with a key that the operating system keeps. */
export interface Cipher {
  encrypt(text: string): Promise<string>;
  decrypt(data: string): Promise<string>;
}

/** Where the core keeps its secrets. */
export interface Vault {
  /** `keychain`: encrypted by the system; `file`: readable by this user account of the computer only. */
  readonly protection: 'keychain' | 'file';
  /** The secret of a name, undefined when there is none; throws SECRETS_UNREADABLE. */
  get(name: string): Promise<string | undefined>;
  /** Stores a secret; it is on the disk when this returns. */
  set(name: string, secret: string): Promise<void>;
}

const vaultFile = z.object({
  version: z.literal(1),
  entries: z.record(z.string(), z.object({ encrypted: z.boolean(), value: z.string() })),
});
type VaultFile = z.infer<typeof vaultFile>;

/** Opens the vault kept in a file (mode 0600); without a cipher its secrets stand there in the clear. */
export function makeVault(file: string, cipher: Cipher | null): Vault {
  let writing = Promise.resolve();

  async function read(): Promise<VaultFile> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return { version: 1, entries: {} };
      throw fail('SECRETS_UNREADABLE', undefined, error);
    }
    try {
      return vaultFile.parse(JSON.parse(text));
    } catch (error) {
      throw fail('SECRETS_UNREADABLE', undefined, error);
    }
  }

  /** What a damaged file held is lost to us, but not overwritten. One that cannot be read just now is left alone. */
  async function setAside(error: unknown): Promise<VaultFile> {
    if (!(error instanceof Error) || systemCode(error.cause) !== undefined) throw error;
    await rename(file, `${file}.damaged`);
    return { version: 1, entries: {} };
  }

  async function write(content: VaultFile): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const part = `${file}.${randomUUID()}.part`;
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(content));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  }

  async function store(name: string, secret: string): Promise<void> {
    const value = cipher === null ? secret : await cipher.encrypt(secret);
    const { entries } = await read().catch(setAside);
    await write({ version: 1, entries: { ...entries, [name]: { encrypted: cipher !== null, value } } });
  }

  const set = (name: string, secret: string) => {
    const stored = writing.then(() => store(name, secret));
    writing = stored.catch(() => undefined);
    return stored;
  };

  return {
    protection: cipher === null ? 'file' : 'keychain',
    set,
    async get(name) {
      await writing;
      const entry = (await read()).entries[name];
      if (entry === undefined) return undefined;
      if (!entry.encrypted) {
        // The keychain came later: the secret moves into it.
        if (cipher !== null) await set(name, entry.value);
        return entry.value;
      }
      if (cipher === null) throw fail('SECRETS_UNREADABLE');
      return cipher.decrypt(entry.value).catch((error: unknown) => {
        throw fail('SECRETS_UNREADABLE', undefined, error);
      });
    },
  };
}
