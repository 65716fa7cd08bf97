import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const url = z.url({ protocol: /^https?$/u });
/** Size of the download in bytes, where the publisher states it. */
const bytes = z.int().positive().optional();

const archiveBuild = z.object({ url, sha256, member: z.string(), bytes });
const binaryBuild = z.object({ url, sha256, bytes });
const npmBuild = z.object({
  spec: z.string(),
  integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]+=*$/u),
  /** From the outermost archive inwards; the last one is the program. */
  members: z.array(z.string()).min(1),
  /** Of the program itself. */
  sha256,
  bytes,
});

const common = {
  /** Also the name of the folder that the program is put into. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  name: z.string(),
  version: z.string(),
  /** True for an old build that no longer gets security fixes. */
  outdated: z.boolean(),
  /** A known security problem of this build. */
  advisory: z.string().nullable(),
  licence: z.string(),
  sourceCode: z.url(),
};

/** Keyed by platform and architecture as Node names them, for example `linux-x64`. */
const perPlatform = <Build extends z.ZodType>(build: Build) => z.record(z.string(), build);

const manifestSchema = z.object({
  version: z.literal(1),
  /** The first release without a security problem known today; older ones found on a computer count as outdated. */
  safeSince: z.string(),
  /** In order of preference. */
  sources: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('archive'), ...common, builds: perPlatform(archiveBuild) }),
      z.object({ kind: z.literal('binary'), ...common, builds: perPlatform(binaryBuild) }),
      z.object({ kind: z.literal('npm'), ...common, builds: perPlatform(npmBuild) }),
    ]),
  ),
});

/** The pinned server programs that may be downloaded and run. */
export type Manifest = z.infer<typeof manifestSchema>;

interface SourceInfo {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly outdated: boolean;
  readonly advisory: string | null;
}

/** A pinned server program for one platform. */
export type ServerSource = SourceInfo &
  (
    | { readonly kind: 'archive'; readonly build: z.infer<typeof archiveBuild> }
    | { readonly kind: 'binary'; readonly build: z.infer<typeof binaryBuild> }
    | { readonly kind: 'npm'; readonly build: z.infer<typeof npmBuild> }
  );

/** Reads and checks the manifest; throws when it is not what the app was built with. */
export async function readManifest(file: string | URL): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Platform and architecture as the manifest keys them. */
export function thisPlatform(): string {
  return `${process.platform}-${process.arch}`;
}

/** What the manifest offers for a platform, in order of preference. */
export function sourcesFor(manifest: Manifest, platform = thisPlatform()): ServerSource[] {
  return manifest.sources.flatMap((source): ServerSource[] => {
    const { id, name, version, outdated, advisory } = source;
    const info = { id, name, version, outdated, advisory };
    switch (source.kind) {
      case 'archive': {
        const build = source.builds[platform];
        return build === undefined ? [] : [{ ...info, kind: 'archive', build }];
      }
      case 'binary': {
        const build = source.builds[platform];
        return build === undefined ? [] : [{ ...info, kind: 'binary', build }];
      }
      case 'npm': {
        const build = source.builds[platform];
        return build === undefined ? [] : [{ ...info, kind: 'npm', build }];
      }
      default:
        throw new Error('a source of an unknown kind');
    }
  });
}

/** Name of the program's file in its folder: what it calls itself, with the ending that Windows wants. */
export function executableName(source: { readonly name: string }): string {
  return `${source.name.toLowerCase()}${process.platform === 'win32' ? '.exe' : ''}`;
}
