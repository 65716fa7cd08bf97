/** What a command line for fpm asks for. */
export interface FpmCall {
  readonly options: ReadonlyMap<string, string>;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Files or folders, and where in the package they go. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
}

const WITHOUT_VALUE = new Set(['--force', '--debug']);

export function readCall(argv: readonly string[]): FpmCall {
  const rest = [...argv];
  const options = new Map<string, string>();
  const depends: string[] = [];
  const recommends: string[] = [];
  const files: { from: string; to: string }[] = [];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (WITHOUT_VALUE.has(arg)) continue;
    const inline = /^--(?<name>[a-z-]+)=(?<value>.*)$/su.exec(arg)?.groups;
    if (inline !== undefined) options.set(inline['name'] ?? '', inline['value'] ?? '');
    else if (arg === '-d' || arg === '--depends') depends.push(rest.shift() ?? '');
    else if (arg === '--deb-recommends') recommends.push(rest.shift() ?? '');
    else if (arg.startsWith('-')) options.set(arg.replace(/^-+/u, ''), rest.shift() ?? '');
    else files.push({ from: arg.slice(0, arg.lastIndexOf('=')), to: arg.slice(arg.lastIndexOf('=') + 1) });
  }
  if (options.get('t') !== 'deb')
    throw new Error(`only Debian packages can be made here, not ${options.get('t')}`);
  return { options, depends, recommends, files };
}

/** The value of an option that has to be there. */
export function needed({ options }: FpmCall, name: string): string {
  const value = options.get(name);
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

/** Debian's description of a package. */
export function controlFile(call: FpmCall, installedBytes: number): string {
  const [summary = '', ...text] = needed(call, 'description').split('\n');
  const body = text.map((line) => line.trim()).filter((line) => line !== '');
  const fields: [name: string, value: string | undefined][] = [
    ['Package', needed(call, 'name')],
    ['Version', needed(call, 'version')],
    ['Architecture', needed(call, 'architecture')],
    ['Maintainer', needed(call, 'maintainer')],
    ['Installed-Size', String(Math.ceil(installedBytes / 1024))],
    ['Depends', listed(call.depends)],
    ['Recommends', listed(call.recommends)],
    ['Section', call.options.get('category') ?? 'utils'],
    ['Priority', call.options.get('deb-priority') ?? 'optional'],
    ['Homepage', needed(call, 'url')],
    ['Description', [summary.trim() === '' ? (body.shift() ?? '') : summary.trim(), ...body].join('\n ')],
  ];
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value ?? ''}\n`)
    .join('');
}

function listed(packages: readonly string[]): string | undefined {
  return packages.length === 0 ? undefined : packages.join(', ');
}
