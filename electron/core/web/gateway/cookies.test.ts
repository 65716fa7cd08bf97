import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCookies, writeCookie } from './cookies.ts';

const plain = { secure: false, host: '192.168.1.20:8710' };
const secure = { secure: true, host: '192.168.1.20:8710' };
const read = (header: string | undefined, jar = plain) => Object.fromEntries(readCookies(header, jar));

test('a cookie is for this door alone: scripts never see it, other sites never send it', () => {
  expect(writeCookie({ name: 'session', value: 'abc', path: '/' }, plain)).toBe(
    'session.8710=abc; Path=/; HttpOnly; SameSite=Strict',
  );
  expect(
    writeCookie({ name: 'visitor', value: 'abc', path: '/s/x', maxAgeSeconds: 60, sameSite: 'lax' }, plain),
  ).toBe('visitor.8710=abc; Path=/s/x; Max-Age=60; HttpOnly; SameSite=Lax');
});

test('with HTTPS no plain page can have set it', () => {
  expect(writeCookie({ name: 'session', value: 'abc', path: '/' }, secure)).toBe(
    '__Host-session.8710=abc; Path=/; HttpOnly; SameSite=Strict; Secure',
  );
  expect(writeCookie({ name: 'visitor', value: null, path: '/s/x' }, secure)).toBe(
    '__Secure-visitor.8710=; Path=/s/x; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
  );
  expect(read('session.8710=evil; __Host-session.8710=mine', secure)).toEqual({ session: 'mine' });
  expect(read('session.8710=evil', secure)).toEqual({});
  expect(read('__Host-session.8710=theirs; session.8710=mine')).toEqual({ session: 'mine' });
});

test('what another cloud on this computer set is not read', () => {
  expect(read('session.8711=other; session=bare; session.8710=mine')).toEqual({ session: 'mine' });
});

describe('what is no cookie is left out, and the rest is still read', () => {
  test.each([
    ['=x; session.8710=a', { session: 'a' }],
    ['session.8710', {}],
    ['session.8710="quoted"', {}],
    ['session.8710=a b', {}],
    ['session.8710=ação', {}],
    ['se ssion.8710=a; session.8710=b', { session: 'b' }],
    [';;;; session.8710=a ;', { session: 'a' }],
    ['session.8710=first; session.8710=second', { session: 'first' }],
    ['__proto__.8710=a', { ['__proto__']: 'a' }],
    [undefined, {}],
  ])('%j', (header, cookies) => {
    expect(read(header)).toEqual(cookies);
  });
});

test('what a cookie cannot hold is a mistake of ours', () => {
  for (const value of ['a;b', 'a\r\nSet-Cookie: x', 'ã'])
    expect(() => writeCookie({ name: 'session', value, path: '/' }, plain)).toThrow('not a cookie');
  expect(() => writeCookie({ name: 'session', value: 'a', path: '/;Domain=x' }, plain)).toThrow(
    'not a cookie',
  );
});

test('whatever is sent, reading it neither fails nor gives what could end a header', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (header) => {
      for (const [name, value] of readCookies(header, plain))
        expect(`${name}=${value}`).not.toMatch(/[\s;,"\\]/u);
    }),
  );
});
