import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { failureSchema } from './errors.ts';

/** For whom the door on the local network is open: nobody, holders of a link, or people with accounts too. */
export const networkMode = z.enum(['off', 'links', 'people']);
export type NetworkMode = z.infer<typeof networkMode>;

/** An IPv4 address of this computer; the best one for other devices comes first. */
export const lanAddress = z.object({
  address: z.ipv4(),
  /** As the system calls it, for example `eth0` or `Wi-Fi`. */
  interfaceName: z.string(),
  kind: z.enum(['wired', 'wireless', 'physical', 'vpn', 'virtual', 'linkLocal']),
});
export type LanAddress = z.infer<typeof lanAddress>;

/** How the cloud can be reached from other devices at this moment. */
export const networkState = z.object({
  mode: networkMode,
  /** Why the door is not open although it should be. */
  failure: failureSchema.nullable(),
  port: z.int().nullable(),
  addresses: z.array(lanAddress),
  /** The address that the person chose; null leaves it to the cloud. */
  chosenAddress: z.ipv4().nullable(),
  /** The address in use for links and QR codes; null without a network. */
  address: z.ipv4().nullable(),
  /** What every link begins with, for example `http://192.168.1.20:8710`; null while no device can come in. */
  baseUrl: z.string().nullable(),
  /** The same with the name that some devices find by themselves; never in a QR code. */
  localUrl: z.string().nullable(),
  /** True when devices come by HTTPS. */
  secure: z.boolean(),
  /** sha256 of the certificate of this cloud's own authority, for people who compare; null until there is one. */
  authorityFingerprint: z.string().nullable(),
});
export type NetworkState = z.infer<typeof networkState>;

/** What was found by one line of the examination: the page has a sentence and a remedy for each. */
export const networkReason = z.enum([
  'serverRunning',
  'serverStopped',
  'addressFound',
  'addressNone',
  'addressLinkLocal',
  'addressVirtual',
  'addressChosenAway',
  'doorOpen',
  'doorClosed',
  'doorPortTaken',
  'doorFailed',
  'doorNoAddress',
  'doorUnreachable',
  'firewallNone',
  'firewallOff',
  'firewallAllows',
  'firewallProven',
  'firewallHidden',
  'firewallUnknown',
  'ufwBlocks',
  'ufwHidden',
  'firewalldBlocks',
  'nftablesBlocks',
  'windowsBlocks',
  'windowsNoRule',
  'windowsPublic',
  'macBlocks',
  'macBlocksAll',
  'vpnNone',
  'vpnOn',
  'networksOne',
  'networksSeveral',
  'isolationNone',
  'isolationUnknown',
  'visitNone',
  'visitDone',
]);
export type NetworkReason = z.infer<typeof networkReason>;

/** One line of "can my phone reach me?". `unknown`: it could not be found out here. */
export const networkCheck = z.object({
  id: z.enum(['server', 'address', 'door', 'firewall', 'vpn', 'networks', 'isolation', 'visit']),
  verdict: z.enum(['good', 'bad', 'warning', 'unknown']),
  reason: networkReason,
  /** What the sentence needs: names, ports; `command` is one to copy. */
  data: z.record(z.string(), z.string()),
});
export type NetworkCheck = z.infer<typeof networkCheck>;

/** A device that opened the address of a test. */
export const networkVisit = z.object({ at: z.iso.datetime(), address: z.string(), device: z.string() });
export type NetworkVisit = z.infer<typeof networkVisit>;

/** The door on the local network. */
export const network = {
  /** First a snapshot, then each change. */
  watch: call('member').output(eventIterator(networkState)),
  /** Opens the door, or closes it at once, running downloads included. Throws DOOR_PORT_TAKEN, NO_NETWORK. */
  setMode: call('admin')
    .input(z.object({ mode: networkMode }))
    .output(networkState),
  chooseAddress: call('admin')
    .input(z.object({ address: z.ipv4().nullable() }))
    .output(networkState),
  /** Another port from now on. Throws DOOR_PORT_TAKEN, after which the one before is kept. */
  setPort: call('admin')
    .input(z.object({ port: z.int().min(1024).max(65_535) }))
    .output(networkState),
  /** HTTPS by an authority of this cloud's own, which devices have to trust first. */
  setSecure: call('admin')
    .input(z.object({ secure: z.boolean() }))
    .output(networkState),
  /** Looks at everything that may keep a phone out. */
  examine: call('admin').output(z.array(networkCheck)),
  /** Begins a test: an address that only this test knows. */
  beginVisit: call('admin').output(z.object({ id: z.uuid(), url: z.string() })),
  /** Tells of the devices that opened the address of a test. */
  watchVisit: call('admin')
    .input(z.object({ id: z.uuid() }))
    .output(eventIterator(z.object({ visits: z.array(networkVisit) }))),
};
