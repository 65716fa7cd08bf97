import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from './page-files.ts';

const root = path.resolve('/app/out/renderer');

describe('an address of the page', () => {
  it.each(['/', '/files', '/files/0198c0de-0000-7000-8000-000000000000', ''])(
    '%j shows index.html',
    (address) => {
      expect(pageFile(root, address)).toEqual({
        file: path.join(root, 'index.html'),
        type: 'text/html; charset=utf-8',
      });
    },
  );

  it('names a file with its type', () => {
    expect(pageFile(root, '/assets/index-D3f.js')).toEqual({
      file: path.join(root, 'assets', 'index-D3f.js'),
      type: 'text/javascript; charset=utf-8',
    });
    expect(pageFile(root, '/assets/Inter%20Bold.woff2')?.file).toBe(
      path.join(root, 'assets', 'Inter Bold.woff2'),
    );
  });

  it.each([
    '/../main/index.js',
    '/%2e%2e/main/index.js',
    '/assets/..%2f..%2fmain/index.js',
    '/..%5cmain%5cindex.js',
    '/C:/Windows/win.ini',
    '/C%3a%5cWindows%5cwin.ini',
    '/index.html%00.png',
    '/%E0%A4%A',
  ])('%s is refused', (address) => {
    expect(pageFile(root, address)).toBeNull();
  });
});
