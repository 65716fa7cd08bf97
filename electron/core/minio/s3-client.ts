import http from 'node:http';
import https from 'node:https';
import { Client } from 'minio';
import { fail } from '../lib/errors.ts';

/** What a client needs to speak to an S3 endpoint. */
export interface S3Access {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * A client of the endpoint whose every request ends within a time (milliseconds) and is never repeated by itself.
 * Throws ENDPOINT_INVALID for an address that is more than scheme, host and port.
 */
export function makeClient({ endpoint, region, accessKey, secretKey }: S3Access, timeoutMs: number): Client {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isBare || url.username !== '' || !['http:', 'https:'].includes(url.protocol)) {
    throw fail('ENDPOINT_INVALID', { endpoint });
  }
  const useSSL = url.protocol === 'https:';
  const base = useSSL ? https : http;
  const request: typeof http.request = (
    options: string | URL | http.RequestOptions,
    second?: http.RequestOptions | ((response: http.IncomingMessage) => void),
  ) => {
    const answer = typeof second === 'function' ? second : undefined;
    const sent = base.request(options, answer ?? (() => undefined));
    const timer = setTimeout(() => sent.destroy(new TimeoutError()), timeoutMs);
    sent.once('close', () => clearTimeout(timer));
    return sent;
  };
  try {
    return new Client({
      endPoint: url.hostname.replace(/^\[|\]$/gu, ''),
      port: url.port === '' ? (useSSL ? 443 : 80) : Number(url.port),
      useSSL,
      region,
      accessKey,
      secretKey,
      transport: { request },
      retryOptions: { disableRetry: true },
    });
  } catch (error) {
    throw fail('ENDPOINT_INVALID', { endpoint }, error);
  }
}

/** No answer in time. Carries a code like the system's own network errors. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('no answer in time');
  }
}
