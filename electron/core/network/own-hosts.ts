import net from 'node:net';

interface OwnHostsDeps {
  /** All addresses of this computer at this moment. */
  readonly allNow: () => readonly string[];
  /** The addresses that links may carry, as they were last found: what a link says is never refused. */
  readonly shown: () => readonly string[];
  /** The name that this cloud answers to on the network, for example `mini-cloud.local`; null while it has none. */
  readonly localName: () => string | null;
  /** Names that whoever runs this computer vouches for. */
  readonly extra: readonly string[];
}

/** Looking at the interfaces again and again costs a little; strange hosts cannot make it cost more than this. */
const LOOK_AGAIN_AFTER_MS = 250;

/**
 * Makes the test whether a host is this computer. Any other name is refused at the door, since a page elsewhere could
 * have let its own name point here (DNS rebinding) and would then be trusted as if it came from here.
 */
export function makeOwnHosts({ allNow, shown, localName, extra }: OwnHostsDeps): (host: string) => boolean {
  const vouchedFor = new Set(extra.map(canonical));
  let known = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    known = new Set(allNow().map(canonical));
    lookedAt = performance.now();
  };
  return (host) => {
    const name = canonical(host);
    if (name === 'localhost' || name === '127.0.0.1' || name === '::1' || vouchedFor.has(name)) return true;
    if (net.isIP(name) === 0) return name === localName();
    if (shown().includes(name)) return true;
    if (known.has(name) && performance.now() - lookedAt < 10_000) return true;
    if (performance.now() - lookedAt > LOOK_AGAIN_AFTER_MS) look();
    return known.has(name);
  };
}

/** Names from a list with commas, as `MCM_HOSTS` holds it. */
export function hostList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** A host in one way of writing: lower case, without brackets, zone and last dot, IPv6 as short as it can be. */
function canonical(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/^\[(?<inside>.*)\]$/u, '$<inside>')
    .replace(/%.*$/u, '')
    .replace(/\.$/u, '');
  return net.isIPv6(bare) ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
}
