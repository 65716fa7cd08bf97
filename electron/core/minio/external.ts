import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Client } from 'minio';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { fail, systemCode, type AppError } from '../lib/errors.ts';
import { checkBucketOwner, cloudInBucket, type BucketWish, type Former } from './bucket-marker.ts';
import { makeClient } from './s3-client.ts';

const TIMEOUT_MS = 15_000;
const DETECT_TIMEOUT_MS = 1500;
/** Where S3 servers listen by default: MinIO and SILO, their second try, Garage, SeaweedFS. */
const USUAL_PORTS = [9000, 9002, 3900, 8333];
const CHECK_PREFIX = '.mini-cloud-check/';

type Operation = 'createBucket' | 'write' | 'read' | 'delete';

/** What a check found. */
export interface CheckedExternal {
  /** Whether the bucket is already marked as this cloud's. */
  readonly marked: boolean;
  /** The time of the server's own clock. */
  readonly now: Date;
}

/**
 * Checks an S3 endpoint by a real write, read and delete, and whose its bucket is. Makes the bucket where a new cloud
 * is to live in it. Throws ENDPOINT_*, BUCKET_*.
 */
export async function checkExternal(
  external: ExternalEndpoint,
  wish: BucketWish,
  timeoutMs = TIMEOUT_MS,
): Promise<CheckedExternal> {
  const { endpoint, bucket } = external;
  const client = makeClient(external, timeoutMs);
  const key = `${CHECK_PREFIX}${randomUUID()}`;
  const content = Buffer.from(`Mini Cloud Maker looks whether it can keep files here: ${key}`);
  const attempt = async <T>(operation: Operation, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw endpointFailure(error, endpoint, operation);
    }
  };

  const write = () => client.putObject(bucket, key, content);
  await attempt('write', async () => {
    try {
      await write();
    } catch (error) {
      if (systemCode(error) !== 'NoSuchBucket') throw error;
      if (!wish.mayClaim) throw fail('BUCKET_EMPTY', { endpoint, bucket }, error);
      await attempt('createBucket', () => ensureBucket(client, bucket, external.region));
      await write();
    }
  });
  const same = await attempt('read', async () =>
    content.equals(await buffer(await client.getObject(bucket, key))),
  );
  const { lastModified: now } = await attempt('read', () => client.statObject(bucket, key));
  await attempt('delete', () => client.removeObject(bucket, key));
  if (!same || Number.isNaN(now.getTime())) throw fail('ENDPOINT_NOT_S3', { endpoint });
  return { marked: await attempt('read', () => checkBucketOwner(client, external, wish)), now };
}

/** The cloud that a bucket holds, to bring it back. Changes nothing. Throws ENDPOINT_*, BUCKET_*. */
export async function findCloud(external: ExternalEndpoint): Promise<Former> {
  try {
    return await cloudInBucket(makeClient(external, TIMEOUT_MS), external);
  } catch (error) {
    throw endpointFailure(error, external.endpoint, 'read');
  }
}

/** Makes the private bucket unless it is there. */
export async function ensureBucket(client: Client, bucket: string, region: string): Promise<void> {
  try {
    if (await client.bucketExists(bucket)) return;
    await client.makeBucket(bucket, region);
  } catch (error) {
    // Made by somebody else in between.
    if (systemCode(error) !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

const UNREACHABLE =
  /^(?:E[A-Z]+|CERT_\w+|\w*CERTIFICATE\w*|ERR_TLS\w*|ERR_SSL\w*|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/u;

/** What a failed request says about the endpoint; failures of ours pass through. */
export function endpointFailure(error: unknown, endpoint: string, operation: string): Error {
  if (error instanceof Error && error.name === 'AppError') return error;
  const code = systemCode(error) ?? '';
  switch (code) {
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'InvalidToken':
    case 'ExpiredToken':
      return fail('ENDPOINT_CREDENTIALS_REFUSED', { endpoint }, error);
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return fail('ENDPOINT_NO_PERMISSION', { endpoint, operation }, error);
    case 'RequestTimeTooSkewed':
      return fail('ENDPOINT_CLOCK_SKEW', { endpoint }, error);
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'InvalidBucketName':
      return fail('ENDPOINT_INVALID', { endpoint }, error);
    case 'XMinioServerNotInitialized':
    case 'ServiceUnavailable':
    case 'SlowDown':
      return fail('ENDPOINT_UNREACHABLE', { endpoint }, error);
    case 'XMinioStorageFull':
      return fail('DISK_FULL', { folder: endpoint, free: 0 }, error);
    default:
      return unknownFailure(error, code, endpoint);
  }
}

function unknownFailure(error: unknown, code: string, endpoint: string): AppError {
  // A parser's complaint (HPE_…) means that whatever answered does not even speak HTTP.
  const isNetwork = UNREACHABLE.test(code) && !code.startsWith('HPE_');
  return fail(isNetwork ? 'ENDPOINT_UNREACHABLE' : 'ENDPOINT_NOT_S3', { endpoint }, error);
}

/** Addresses on this computer where an S3 server answers, other than the port of our own. */
export async function detectEndpoints(ownPort: number | null): Promise<string[]> {
  const ports = USUAL_PORTS.filter((port) => port !== ownPort);
  const found = await Promise.all(ports.map(async (port) => ((await speaksS3(port)) ? port : null)));
  return found.filter((port) => port !== null).map((port) => `http://127.0.0.1:${port}`);
}

/** Without credentials an S3 server refuses to list buckets, in its own XML. */
function speaksS3(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      { host: '127.0.0.1', port, path: '/', timeout: DETECT_TIMEOUT_MS },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > 4096) request.destroy();
        });
        response.on('end', () => resolve(/<Error>.*<Code>\w+<\/Code>/su.test(text)));
      },
    );
    request.setTimeout(DETECT_TIMEOUT_MS, () => request.destroy());
    request.on('error', () => resolve(false));
    request.on('close', () => resolve(false));
  });
}
