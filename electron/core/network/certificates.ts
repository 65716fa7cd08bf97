// The certificates' library looks for it as soon as it is loaded.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  Extension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';
import { createPrivateKey, randomBytes } from 'node:crypto';
import net from 'node:net';
import { nameConstraints } from './name-constraints.ts';

const NAME_CONSTRAINTS_OID = '2.5.29.30';
const DAY_MS = 24 * 60 * 60_000;
const AUTHORITY_DAYS = 3650;
/** The longest that every browser accepts. */
export const LEAF_DAYS = 397;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate with its private key, both in PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

cryptoProvider.set(crypto);

async function newKeys() {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const pem = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  });
  return { keys, pem: pem.toString() };
}

async function importKey(pem: string) {
  const der = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), ALGORITHM, false, ['sign']);
}

/** 127 random bits: positive, and never the same twice. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** What a common name may hold without being taken for something else. */
function plainName(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N} .-]/gu, ' ')
    .trim()
    .slice(0, 50);
}

/**
 * Makes an authority that can vouch for private addresses, names of local networks, and `publicAddresses` alone, so that
 * whoever stole its key could not pretend to be a bank.
 */
export async function makeAuthority(
  cloudName: string,
  publicAddresses: readonly string[],
  now: Date,
): Promise<Certified> {
  const { keys, pem } = await newKeys();
  const cert = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`${plainName(cloudName)} (Mini Cloud Maker)`] }, { O: ['Mini Cloud Maker'] }],
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new Extension(NAME_CONSTRAINTS_OID, true, new Uint8Array(nameConstraints(publicAddresses))),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: cert.toString('pem'), key: pem };
}

/** Issues a certificate for hosts (names and addresses), with the authority's own certificate behind it. */
export async function issueLeaf(
  authority: Certified,
  hosts: readonly string[],
  now: Date,
): Promise<Certified> {
  const issuer = new X509Certificate(authority.cert);
  const signingKey = await importKey(authority.key);
  const { keys, pem } = await newKeys();
  const cert = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    issuer: issuer.subject,
    subject: [{ CN: ['Mini Cloud Maker'] }],
    // Clocks of phones may be behind, but no certificate begins before its authority.
    notBefore: new Date(Math.max(now.getTime() - DAY_MS, issuer.notBefore.getTime())),
    notAfter: new Date(now.getTime() + (LEAF_DAYS - 1) * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((host) => ({
          type: net.isIP(host) === 0 ? ('dns' as const) : ('ip' as const),
          value: host,
        })),
      ),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n${authority.cert}\n`, key: pem };
}
