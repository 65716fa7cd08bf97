/** A kind of computer that an installer is for, in Node's words. */
export interface Target {
  readonly os: NodeJS.Platform;
  readonly arch: string;
}

const BUILDER_OS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'mac', win32: 'win' };

/** The target in electron-builder's words, as electron-builder.yml uses them for folders: `mac-arm64`. */
export function targetName({ os, arch }: Target): string {
  return `${BUILDER_OS[os] ?? os}-${arch}`;
}

/** What a command line for electron-builder asks for, as far as it decides which servers are needed. */
export function targetsOf(args: readonly string[], here: Target): Target[] {
  const systems = (['linux', 'win32', 'darwin'] as const).filter((os) =>
    args.includes(`--${BUILDER_OS[os] ?? os}`),
  );
  const architectures = ['x64', 'arm64'].filter((arch) => args.includes(`--${arch}`));
  return (systems.length === 0 ? [here.os] : systems).flatMap((os) =>
    (architectures.length === 0 ? [here.arch] : architectures).map((arch) => ({ os, arch })),
  );
}
