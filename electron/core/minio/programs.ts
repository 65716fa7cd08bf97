import { access, constants, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import type { BinaryCandidate } from '../../contract/engine.ts';
import { systemCode } from '../lib/errors.ts';
import { hashFile } from './hash.ts';
import { readInstalled, type Installed } from './install.ts';
import { sourcesFor, type Manifest } from './manifest.ts';

/** A server program on this machine. */
export interface Program {
  readonly source: BinaryCandidate['source'];
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly outdated: boolean;
  /** What it must be like, where it is one that the manifest pins. */
  readonly pinned: Installed | null;
}

const VERSION_TIMEOUT_MS = 15_000;
const PROGRAM_NAMES = ['silo', 'minio'];
/** Where programs are kept on systems whose desktops give apps a shorter PATH than a terminal has. */
const USUAL_FOLDERS = process.platform === 'win32' ? [] : ['/usr/local/bin', '/opt/homebrew/bin'];

const memorySchema = z.record(
  z.string(),
  z.object({
    bytes: z.number(),
    modifiedMs: z.number(),
    sha256: z.string().optional(),
    name: z.string().optional(),
    version: z.string().optional(),
  }),
);
type Memory = z.infer<typeof memorySchema>;

/** Looks for server programs on this machine. */
export interface Programs {
  /** The person's own choice; null without one or when it is no server program. */
  explicit(): Promise<Program | null>;
  bundled(): Promise<Program[]>;
  downloaded(): Promise<Program[]>;
  onPath(): Promise<Program[]>;
  /** Whether a pinned program still is what was installed. Reads all of it only when it looks changed, or if asked. */
  isIntact(program: Program, thoroughly?: boolean): Promise<boolean>;
}

interface Deps {
  readonly manifest: Manifest;
  readonly explicitPath: string | null;
  readonly bundledFolder: string | null;
  /** Where downloads are put. */
  readonly binFolder: string;
  /** Remembers what was verified, so that a start need not read 100 MB. */
  readonly memoryFile: string;
}

/** Makes the finder. */
export function makePrograms(deps: Deps): Programs {
  let memory: Memory | undefined;

  async function recall(file: string): Promise<Memory[string]> {
    memory ??= memorySchema.safeParse(await readJson(deps.memoryFile)).data ?? {};
    const { size, mtimeMs } = await stat(file);
    const known = memory[file];
    return known?.bytes === size && known.modifiedMs === mtimeMs
      ? known
      : { bytes: size, modifiedMs: mtimeMs };
  }

  async function remember(file: string, fact: Memory[string]): Promise<void> {
    memory = { ...memory, [file]: fact };
    await mkdir(path.dirname(deps.memoryFile), { recursive: true });
    await writeFile(deps.memoryFile, JSON.stringify(memory));
  }

  async function describe(file: string, source: 'setting' | 'path'): Promise<Program | null> {
    let known: Memory[string];
    try {
      await access(file, constants.X_OK);
      known = await recall(file);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
      return null;
    }
    if (known.name === undefined || known.version === undefined) {
      const said = await askVersion(file);
      if (said === null) return null;
      known = { ...known, ...said };
      await remember(file, known);
    }
    const { name = '', version = '' } = known;
    return { source, name, version, path: file, outdated: version < deps.manifest.safeSince, pinned: null };
  }

  async function installedIn(folder: string, source: 'bundled' | 'downloaded'): Promise<Program[]> {
    const folders = [folder, ...sourcesFor(deps.manifest).map(({ id }) => path.join(folder, id))];
    const found = await Promise.all(folders.map((each) => readInstalled(each)));
    return found
      .filter((each) => each !== null)
      .map((pinned) => ({
        source,
        name: pinned.name,
        version: pinned.version,
        path: pinned.executable,
        outdated: pinned.outdated,
        pinned,
      }));
  }

  return {
    explicit: async () => (deps.explicitPath === null ? null : describe(deps.explicitPath, 'setting')),
    bundled: async () => (deps.bundledFolder === null ? [] : installedIn(deps.bundledFolder, 'bundled')),
    downloaded: () => installedIn(deps.binFolder, 'downloaded'),
    async onPath() {
      const folders = new Set([...(process.env['PATH'] ?? '').split(path.delimiter), ...USUAL_FOLDERS]);
      const ending = process.platform === 'win32' ? '.exe' : '';
      const files = [...folders]
        .filter((folder) => path.isAbsolute(folder))
        .flatMap((folder) => PROGRAM_NAMES.map((name) => path.join(folder, name + ending)));
      const found = await Promise.all(files.map((file) => describe(file, 'path')));
      return found.filter((each) => each !== null);
    },
    async isIntact({ pinned, path: file }, thoroughly = false) {
      if (pinned === null) return true;
      try {
        const known = await recall(file);
        if (known.bytes !== pinned.bytes) return false;
        if (!thoroughly && known.sha256 === pinned.sha256) return true;
        const sha256 = await hashFile(file, 'sha256', 'hex');
        await remember(file, { ...known, sha256 });
        return sha256 === pinned.sha256;
      } catch (error) {
        if (systemCode(error) === undefined) throw error;
        return false;
      }
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    // Absent or cut short: it is only a memory, everything is looked at again.
    if (error instanceof SyntaxError || systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** Asks a program what it is; null when it is no server of this kind. */
async function askVersion(file: string): Promise<{ name: string; version: string } | null> {
  const { exitCode, stdout } = await execa(file, ['--version'], {
    reject: false,
    timeout: VERSION_TIMEOUT_MS,
    stdin: 'ignore',
    windowsHide: true,
  });
  const [, name = '', version = ''] = /^(minio|silo)(?:\.exe)? version (\S+)/iu.exec(stdout) ?? [];
  if (exitCode !== 0 || version === '') return null;
  return { name: name.toLowerCase() === 'silo' ? 'SILO' : 'MinIO', version };
}
