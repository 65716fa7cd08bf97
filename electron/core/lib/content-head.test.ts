import { describe, expect, test } from 'vitest';
import { contentHead, parseRange, servedType } from './content-head.ts';

const facts = { size: 1000, mime: 'video/mp4', name: 'a.mp4', tag: 't1', lasting: false };
const ask = (headers: Record<string, string> = {}, more: Partial<typeof facts> = {}, method = 'GET') =>
  contentHead({ ...facts, ...more }, { method, header: (name) => headers[name] ?? null }, 'app://page');

describe('what could hold script is served as something that cannot', () => {
  test.each([
    ['text/html', 'text/plain; charset=utf-8'],
    ['application/xhtml+xml', 'text/plain; charset=utf-8'],
    ['text/javascript', 'text/plain; charset=utf-8'],
    ['application/xml', 'text/plain; charset=utf-8'],
    ['image/foo+xml', 'text/plain; charset=utf-8'],
    ['text/markdown', 'text/plain; charset=utf-8'],
    ['application/x-shockwave-flash', 'application/octet-stream'],
    ['multipart/x-mixed-replace', 'application/octet-stream'],
    ['image/png\r\nx: y', 'application/octet-stream'],
    [null, 'application/octet-stream'],
    ['image/svg+xml', 'image/svg+xml'],
    ['image/png', 'image/png'],
    ['application/pdf', 'application/pdf'],
  ])('%s as %s', (mime, type) => {
    expect(servedType(mime)).toBe(type);
    const { headers } = ask({}, { mime: mime ?? '' });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/u);
    expect(headers['access-control-allow-origin']).toBe('app://page');
  });

  test('and what is only bytes is for saving, under its own name', () => {
    const { headers } = ask({}, { mime: 'application/zip', name: 'naïve "1"\r\n.zip' });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="naive _1___.zip"; filename*=UTF-8''na%C3%AFve%20%221%22%0D%0A.zip`,
    );
  });
});

describe('ranges', () => {
  test.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=990-', { start: 990, end: 999 }],
    ['bytes=990-5000', { start: 990, end: 999 }],
    ['bytes=-10', { start: 990, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=1000-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=9-5', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['items=0-1', null],
  ])('%s', (header, range) => {
    expect(parseRange(header, 1000)).toEqual(range);
  });

  test('a part is answered as such, and what lies beyond the end is refused', () => {
    expect(ask({ range: 'bytes=0-9' })).toMatchObject({
      status: 206,
      body: { start: 0, end: 9 },
      headers: { 'content-range': 'bytes 0-9/1000', 'content-length': '10', 'accept-ranges': 'bytes' },
    });
    expect(ask({ range: 'bytes=2000-' })).toMatchObject({
      status: 416,
      body: 'none',
      headers: { 'content-range': 'bytes */1000' },
    });
    expect(ask({ range: 'bytes=0-' }, { size: 0 })).toMatchObject({ status: 416 });
  });

  test('a part of a content that is not the one that was begun with is answered whole', () => {
    expect(ask({ range: 'bytes=0-9', 'if-range': '"t1"' })).toMatchObject({ status: 206 });
    expect(ask({ range: 'bytes=0-9', 'if-range': '"t0"' })).toMatchObject({ status: 200, body: 'all' });
  });
});

test('what is to be saved says so, whatever it is', () => {
  const facts = { size: 1, mime: 'image/png', name: 'a.png', tag: 't1', lasting: false };
  const request = { method: 'GET', header: () => null };
  expect(contentHead(facts, request, null).headers).not.toHaveProperty('content-disposition');
  expect(contentHead(facts, request, null, true).headers['content-disposition']).toBe(
    `attachment; filename="a.png"; filename*=UTF-8''a.png`,
  );
});

test('where content is of the page’s own origin, no other may use it', () => {
  const { headers } = contentHead(
    { size: 1, mime: 'image/png', name: 'a.png', tag: 't1', lasting: false },
    { method: 'GET', header: () => null },
    null,
  );
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('HEAD brings the head alone; whoever has these very bytes is told so', () => {
  expect(ask({}, {}, 'HEAD')).toMatchObject({
    status: 200,
    body: 'none',
    headers: { 'content-length': '1000' },
  });
  expect(ask({ 'if-none-match': '"t1"' })).toMatchObject({ status: 304, body: 'none' });
  expect(ask({ 'if-none-match': '"t0"' })).toMatchObject({ status: 200 });
});

test('only what an address can never show otherwise is kept', () => {
  expect(ask().headers['cache-control']).toBe('no-store');
  expect(ask({}, { lasting: true }).headers['cache-control']).toBe('private, max-age=86400, immutable');
});
