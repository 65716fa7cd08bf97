import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../lib/vault.ts';
import { fail } from '../lib/errors.ts';
import { isPrivate } from './addresses.ts';
import type { Certified } from './certificates.ts';
import { mayVouchFor } from './name-constraints.ts';

const SECRET = 'network authority';
const DAY_MS = 24 * 60 * 60_000;
/** A certificate is replaced when it ends sooner than this. */
const RENEW_BEFORE_DAYS = 30;

const stored = z.object({ cert: z.string(), key: z.string(), publicAddresses: z.array(z.string()) });
type Stored = z.infer<typeof stored>;

/** What devices have to trust for HTTPS, without its secret. */
export interface TrustedCertificate {
  readonly der: Buffer;
  /** sha256, as `AB:CD:…`. */
  readonly fingerprint: string;
}

interface AuthorityDeps {
  readonly vault: Vault;
  readonly cloudName: () => string;
  /** Names and addresses that devices come by at this moment. */
  readonly hosts: () => readonly string[];
  readonly now: () => Date;
}

/** This cloud's own authority: made once, its key only in the vault. */
export interface Authority {
  /** Reads the one that there is. Throws SECRETS_UNREADABLE. */
  load(): Promise<void>;
  /** Null until there is one and it has been read. */
  trusted(): TrustedCertificate | null;
  /** A certificate and key for the hosts of this moment; makes the authority when there is none. */
  credentials(): Promise<Certified>;
  /** True when the certificate last issued does not do any more: another address, another name, soon over. */
  stale(): boolean;
}

/** Makes it; nothing is read or made yet. The library for certificates is loaded when one is needed. */
export function makeAuthorityKeeper({ vault, cloudName, hosts, now }: AuthorityDeps): Authority {
  let current: Stored | null = null;
  let trusted: TrustedCertificate | null = null;
  let issued: (Certified & { hosts: readonly string[]; endsAt: number }) | null = null;

  const take = (next: Stored) => {
    const { raw, fingerprint256 } = new X509Certificate(next.cert);
    trusted = { der: raw, fingerprint: fingerprint256 };
    current = next;
  };

  async function load(): Promise<void> {
    if (current !== null) return;
    const text = await vault.get(SECRET);
    if (text === undefined) return;
    try {
      take(stored.parse(JSON.parse(text)));
    } catch (error) {
      throw fail('SECRETS_UNREADABLE', undefined, error);
    }
  }

  async function made(): Promise<Stored> {
    await load();
    if (current !== null) return current;
    const { makeAuthority } = await import('./certificates.ts');
    const publicAddresses = hosts().filter((host) => /^[\d.]+$/u.test(host) && !isLocal(host));
    const next = { ...(await makeAuthority(cloudName(), publicAddresses, now())), publicAddresses };
    await vault.set(SECRET, JSON.stringify(next));
    take(next);
    return next;
  }

  const wanted = () => hosts().filter((host) => mayVouchFor(host, current?.publicAddresses ?? []));

  const stale = () => {
    const kept = issued;
    if (kept === null) return true;
    const soon = kept.endsAt - now().getTime() < RENEW_BEFORE_DAYS * DAY_MS;
    return soon || wanted().some((host) => !kept.hosts.includes(host));
  };

  return {
    load,
    trusted: () => trusted,
    stale,
    async credentials() {
      const authority = await made();
      if (issued !== null && !stale()) return issued;
      const { issueLeaf } = await import('./certificates.ts');
      const list = wanted();
      const leaf = await issueLeaf(authority, list, now());
      const endsAt = Date.parse(new X509Certificate(leaf.cert).validTo);
      issued = { ...leaf, hosts: list, endsAt };
      return issued;
    },
  };
}

function isLocal(address: string): boolean {
  return isPrivate(address) || mayVouchFor(address, []);
}
