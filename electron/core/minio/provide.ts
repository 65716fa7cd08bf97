import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { BinaryCandidate } from '../../contract/engine.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { fail, isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { installFirst, type InstallHooks } from './install.ts';
import { sourcesFor, thisPlatform, type Manifest } from './manifest.ts';
import type { Program, Programs } from './programs.ts';

/** What somebody who waits for the program is told. */
export interface ProvideHooks extends Omit<InstallHooks, 'onVerify'> {
  readonly onStage: (stage: 'find' | 'download' | 'verify') => void;
}

/** Which program is wanted. */
export interface ProgramWish {
  /** One kind of source, or null for the first that is there. */
  readonly source: BinaryCandidate['source'] | null;
  /** Release that last wrote the data: an older one is not used unless its source is asked for by name. */
  readonly notBefore: string | null;
}

/** Finds the server program, or gets it. */
export interface Provider {
  /**
   * An intact program, downloaded if need be. Throws SERVER_NOT_FOUND, SERVER_NOT_EXECUTABLE, SERVER_DAMAGED,
   * SERVER_UNREACHABLE_SOURCES, DOWNLOAD_DISK_FULL or PLATFORM_UNSUPPORTED.
   */
  provide(wish: ProgramWish, hooks: ProvideHooks): Promise<Program>;
  /** All that is there and all that could be downloaded, in the order of search. */
  candidates(): Promise<BinaryCandidate[]>;
  /** Removes a downloaded program that turned out to be damaged; true when it was one. */
  discard(program: Program): Promise<boolean>;
}

interface Deps {
  readonly programs: Programs;
  readonly manifest: Manifest;
  readonly explicitPath: string | null;
  readonly binFolder: string;
  readonly log: Log;
  readonly limits?: InstallHooks['limits'];
}

/** Failures that mean that no program can be had, as opposed to one that a person can do something about. */
const NOTHING_TO_HAVE = new Set<ErrorCode>([
  'SERVER_NOT_FOUND',
  'SERVER_UNREACHABLE_SOURCES',
  'PLATFORM_UNSUPPORTED',
]);

/** Makes the provider. */
export function makeProvider({ programs, manifest, explicitPath, binFolder, log, limits }: Deps): Provider {
  const sources = sourcesFor(manifest);

  async function explicit(): Promise<Program> {
    if (explicitPath === null) throw fail('SERVER_NOT_FOUND');
    const program = await programs.explicit();
    if (program === null) throw fail('SERVER_NOT_EXECUTABLE', { path: explicitPath });
    return program;
  }

  /** What is here already, in order; nothing that nobody pinned and nobody asked for. */
  async function present(source: ProgramWish['source']): Promise<Program[]> {
    switch (source) {
      case 'setting':
        return [await explicit()];
      case 'path':
        return programs.onPath();
      case 'bundled':
        return programs.bundled();
      case 'downloaded':
      case 'download':
        return programs.downloaded();
      case null:
        if (explicitPath !== null) return [await explicit()];
        return [...(await programs.bundled()), ...(await programs.downloaded())];
      default:
        throw new Error('a source of an unknown kind');
    }
  }

  async function discard(program: Program): Promise<boolean> {
    if (program.source !== 'downloaded') return false;
    await rm(path.dirname(program.path), { recursive: true, force: true, maxRetries: 5 });
    return true;
  }

  async function install(notBefore: string | null, hooks: ProvideHooks): Promise<Program> {
    if (sources.length === 0) throw fail('PLATFORM_UNSUPPORTED', { platform: thisPlatform() });
    hooks.onStage('download');
    const wanted = sources.filter(({ version }) => notBefore === null || version >= notBefore);
    if (wanted.length === 0) throw fail('SERVER_NOT_FOUND');
    const pinned = await installFirst(wanted, binFolder, {
      ...hooks,
      limits,
      onSource: (source) => {
        hooks.onStage('download');
        hooks.onSource?.(source);
      },
      onVerify: () => hooks.onStage('verify'),
    });
    const { name, version, outdated, executable } = pinned;
    return { source: 'downloaded', name, version, outdated, path: executable, pinned };
  }

  return {
    discard,
    async provide({ source, notBefore }, hooks) {
      hooks.onStage('find');
      const oldest = source === null ? notBefore : null;
      let damaged: Program | undefined;
      for (const program of await present(source)) {
        const isExplicit = program.source === 'setting';
        if (oldest !== null && program.version < oldest && !isExplicit) continue;
        if (await programs.isIntact(program)) return program;
        damaged ??= program;
        log.warn({ path: program.path }, 'a server program is damaged');
        await discard(program);
      }
      try {
        if (source !== null && source !== 'downloaded' && source !== 'download')
          throw fail('SERVER_NOT_FOUND');
        return await install(oldest, hooks);
      } catch (error) {
        const nothingElse = isFailure(error) && NOTHING_TO_HAVE.has(error.code);
        throw damaged !== undefined && nothingElse
          ? fail('SERVER_DAMAGED', { path: damaged.path }, error)
          : error;
      }
    },
    async candidates() {
      const found = [
        ...[await programs.explicit()].filter((each) => each !== null),
        ...(await programs.bundled()),
        ...(await programs.downloaded()),
        ...(await programs.onPath()),
      ];
      const here = new Set(found.map(({ pinned }) => pinned?.sourceId));
      return [
        ...found.map(({ source, name, version, path: file, outdated }) => ({
          source,
          name,
          version,
          path: file,
          downloadBytes: null,
          outdated,
        })),
        ...sources
          .filter(({ id }) => !here.has(id))
          .map(({ name, version, outdated, build }) => ({
            source: 'download' as const,
            name,
            version,
            path: null,
            downloadBytes: build.bytes ?? null,
            outdated,
          })),
      ];
    },
  };
}
