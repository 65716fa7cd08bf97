import { execa } from 'execa';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type InterfaceFacts, NO_FACTS } from './addresses.ts';

const TIME_LIMIT_MS = 3000;

/** Asks the system, without privileges and within a few seconds, what its interfaces are; what it does not say is left out. */
export async function askInterfaceFacts(
  platform: NodeJS.Platform = process.platform,
): Promise<InterfaceFacts> {
  if (platform === 'linux') {
    const routes = await readFile('/proc/net/route', 'utf8').catch(() => '');
    return { gateways: gatewaysOfProc(routes), kinds: await kindsOfSys('/sys/class/net') };
  }
  if (platform === 'win32') {
    const routes = await output('route', ['-4', 'print', '0.0.0.0']);
    return { gateways: gatewaysOfRoutePrint(routes), kinds: new Map() };
  }
  if (platform === 'darwin') {
    const [route, ports] = await Promise.all([
      output('route', ['-n', 'get', 'default']),
      output('networksetup', ['-listallhardwareports']),
    ]);
    return { gateways: gatewaysOfRouteGet(route), kinds: kindsOfHardwarePorts(ports) };
  }
  return NO_FACTS;
}

async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(program, args, {
    reject: false,
    timeout: TIME_LIMIT_MS,
    stdin: 'ignore',
    windowsHide: true,
  });
  return typeof stdout === 'string' ? stdout : '';
}

/** Interfaces of default routes in `/proc/net/route`, the lowest metric first. */
export function gatewaysOfProc(text: string): string[] {
  const routes = text.split('\n').flatMap((line) => {
    const [name, destination, , flags, , , metric, mask] = line.trim().split(/\s+/u);
    const up = (Number.parseInt(flags ?? '0', 16) & 1) === 1;
    if (name === undefined || destination !== '00000000' || mask !== '00000000' || !up) return [];
    return [{ name, metric: Number(metric) }];
  });
  return routes.toSorted((a, b) => a.metric - b.metric).map(({ name }) => name);
}

/** Addresses of the interfaces of default routes in Windows' `route print`, in any language, the lowest metric first. */
export function gatewaysOfRoutePrint(text: string): string[] {
  const line = /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+.+?\s+(?<address>\d+\.\d+\.\d+\.\d+)\s+(?<metric>\d+)\s*$/gmu;
  return [...text.matchAll(line)]
    .map(({ groups }) => ({ address: groups?.['address'] ?? '', metric: Number(groups?.['metric']) }))
    .toSorted((a, b) => a.metric - b.metric)
    .map(({ address }) => address);
}

/** The interface in what macOS' `route -n get default` says. */
export function gatewaysOfRouteGet(text: string): string[] {
  const name = /^\s*interface:\s*(?<name>\S+)\s*$/mu.exec(text)?.groups?.['name'];
  return name === undefined ? [] : [name];
}

/** What macOS' `networksetup -listallhardwareports` calls Wi-Fi, and what has a cable. */
export function kindsOfHardwarePorts(text: string): Map<string, 'wired' | 'wireless'> {
  const kinds = new Map<string, 'wired' | 'wireless'>();
  for (const { groups } of text.matchAll(/Hardware Port: (?<port>.+)\r?\nDevice: (?<device>\S+)/gu)) {
    const { port = '', device = '' } = groups ?? {};
    if (/wi-?fi|airport/iu.test(port)) kinds.set(device, 'wireless');
    else if (/ethernet|lan/iu.test(port)) kinds.set(device, 'wired');
  }
  return kinds;
}

/** On Linux: interfaces that stand for hardware have a `device`, those with a radio `wireless` too. */
async function kindsOfSys(folder: string): Promise<Map<string, 'wired' | 'wireless'>> {
  const kinds = new Map<string, 'wired' | 'wireless'>();
  const exists = async (file: string) => (await stat(file).catch(() => null)) !== null;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!(await exists(path.join(folder, name, 'device')))) continue;
    kinds.set(name, (await exists(path.join(folder, name, 'wireless'))) ? 'wireless' : 'wired');
  }
  return kinds;
}
