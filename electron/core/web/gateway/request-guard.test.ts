import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examine } from './request-guard.ts';

const entrance = { port: 8710, secure: false, isOwnHost: (host: string) => host === '192.168.1.20' };

/** Addresses with what attacks are made of. */
const target = fc
  .array(
    fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%',
      '%25',
      'a',
      'é',
      '%C3%A9',
      '?',
      '#',
      ' ',
    ),
    { maxLength: 20 },
  )
  .map((parts) => `/${parts.join('')}`);

test('whatever address is asked for, a route gets one that can mean one thing only', () => {
  fc.assert(
    fc.property(target, (url) => {
      const rawHeaders = ['Host', '192.168.1.20:8710'];
      const examined = examine({ httpVersion: '1.1', method: 'GET', url, headers: {}, rawHeaders }, entrance);
      if ('refused' in examined) return;
      const names = decodeURIComponent(examined.path).split('/');
      expect(decodeURIComponent(examined.path)).toBe(decodeURIComponent(decodeURIComponent(examined.path)));
      expect(names.some((name) => name === '.' || name === '..' || name.includes('\\'))).toBe(false);
      // oxlint-disable-next-line no-control-regex -- exactly these must not be there
      expect(names.join('/')).not.toMatch(/[\0-\x1f\x7f]/u);
      expect(new URL(examined.path, examined.origin).pathname).toBe(examined.path);
    }),
    { numRuns: 2000 },
  );
});

test('whatever host is named, only this computer’s own is taken', () => {
  const host = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc
      .tuple(
        fc.constantFrom('192.168.1.20', 'evil.example', 'localhost'),
        fc.constantFrom('', ':8710', ':80', '.', '@', ':8710:1'),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(host, (name) => {
      const examined = examine(
        { httpVersion: '1.1', method: 'GET', url: '/', headers: {}, rawHeaders: ['hOsT', name] },
        entrance,
      );
      expect(
        'refused' in examined ||
          ['192.168.1.20:8710'].includes(examined.host) ||
          /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/u.test(examined.host),
      ).toBe(true);
    }),
  );
});
