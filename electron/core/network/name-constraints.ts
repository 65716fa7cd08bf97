import net from 'node:net';

/** Names that mean something in a local network alone. */
const LOCAL_NAMES: readonly string[] = ['local', 'localhost', 'lan', 'internal', 'home.arpa'];
/** Ranges that are private, of one link, of tunnels, or of the computer itself: address and length of the prefix. */
const LOCAL_RANGES: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
];

const SEQUENCE = 0x30;
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/**
 * The value of the extension "name constraints" (RFC 5280, 4.2.1.10): names and addresses that an authority may vouch
 * for. IPv6 is not among them: no link of ours carries such an address.
 */
export function nameConstraints(publicAddresses: readonly string[]): Buffer {
  const ranges = [...LOCAL_RANGES, ...publicAddresses.filter(net.isIPv4).map((one) => [one, 32] as const)];
  const subtrees = [
    ...LOCAL_NAMES.map((name) => der(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...ranges.map(([address, length]) => der(IP_ADDRESS, Buffer.concat([bytesOf(address), maskOf(length)]))),
    // Without a range of IPv6 every IPv6 address would be allowed; this one is of no computer.
    der(IP_ADDRESS, Buffer.concat([Buffer.alloc(16), Buffer.alloc(16, 0xff)])),
  ];
  return der(SEQUENCE, der(PERMITTED, ...subtrees.map((base) => der(SEQUENCE, base))));
}

/** True where the authority may vouch for a host. */
export function mayVouchFor(host: string, publicAddresses: readonly string[]): boolean {
  if (net.isIPv6(host)) return false;
  if (!net.isIPv4(host)) return LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
  if (publicAddresses.includes(host)) return true;
  const list = new net.BlockList();
  for (const [address, length] of LOCAL_RANGES) list.addSubnet(address, length);
  return list.check(host);
}

function bytesOf(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function maskOf(length: number): Buffer {
  const mask = Buffer.alloc(4);
  mask.writeUInt32BE(length === 0 ? 0 : (0xff_ff_ff_ff << (32 - length)) >>> 0);
  return mask;
}

/** A tag with its content; lengths up to 65535 are enough here. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const head =
    length < 0x80 ? [length] : length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}
