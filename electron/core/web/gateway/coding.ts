/** How bytes are packed for the way. */
export type Coding = 'br' | 'gzip' | 'identity';

/** The best coding that a browser takes; over plain HTTP they offer no Brotli. */
export function acceptedCoding(acceptEncoding: string | string[] | undefined): Coding {
  const offered = new Set(
    String(acceptEncoding ?? '')
      .split(',')
      .map((one) => one.trim().toLowerCase())
      .filter((one) => !/;\s*q=0(?:\.0*)?$/u.test(one))
      .map((one) => one.split(';')[0]),
  );
  if (offered.has('br')) return 'br';
  return offered.has('gzip') ? 'gzip' : 'identity';
}
