import type { NetworkReason } from '../../../../electron/contract/network.ts';
import type { network } from '../../i18n/en/network.ts';

type Remedy = NetworkReason & keyof typeof network.doctor.remedies;

/** Every remedy that there is a sentence for; the type sees to it that none is forgotten. */
const REMEDIES: Readonly<Record<Remedy, true>> = {
  serverStopped: true,
  addressNone: true,
  addressLinkLocal: true,
  addressVirtual: true,
  addressChosenAway: true,
  doorClosed: true,
  doorPortTaken: true,
  doorFailed: true,
  doorNoAddress: true,
  doorUnreachable: true,
  firewallHidden: true,
  firewallUnknown: true,
  ufwBlocks: true,
  ufwHidden: true,
  firewalldBlocks: true,
  nftablesBlocks: true,
  windowsBlocks: true,
  windowsNoRule: true,
  windowsPublic: true,
  macBlocks: true,
  macBlocksAll: true,
  vpnOn: true,
  networksSeveral: true,
  isolationUnknown: true,
  visitNone: true,
};

/** The remedy for what was found; null where there is nothing to do. */
export function remedyOf(reason: NetworkReason): Remedy | null {
  return isRemedy(reason) ? reason : null;
}

function isRemedy(reason: NetworkReason): reason is Remedy {
  return Object.hasOwn(REMEDIES, reason);
}
