import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings, type KeyValueFile } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mcm-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, 'settings.json');
const damaged = () => path.join(folder, 'settings.damaged.json');

/** Like the real one it reads at once and throws at what is not JSON; that one needs Electron. */
function openFile({ cwd, name }: { cwd: string; name: string }): KeyValueFile {
  const target = path.join(cwd, `${name}.json`);
  if (existsSync(target)) JSON.parse(readFileSync(target, 'utf8'));
  return {
    get store() {
      return {};
    },
    set store(value) {
      writeFileSync(target, JSON.stringify(value));
    },
  };
}
const open = () => openSettings(folder, openFile);

describe('the settings', () => {
  it('start empty, without a file', () => {
    expect(open().get('theme')).toBeUndefined();
    expect(existsSync(file())).toBe(false);
  });

  it('are there again after a restart', () => {
    open().change({ theme: 'dark', bounds: { x: 10, y: 20, width: 1000, height: 700 } });
    expect(open().get('theme')).toBe('dark');
    expect(open().get('bounds')).toEqual({ x: 10, y: 20, width: 1000, height: 700 });
  });

  it('keep what a change does not name', () => {
    const settings = open();
    settings.change({ theme: 'dark' });
    settings.change({ language: 'pt-BR' });
    expect(open().get('theme')).toBe('dark');
  });

  it('forget one that is set to undefined', () => {
    const settings = open();
    settings.change({ theme: 'dark', language: 'en' });
    settings.change({ theme: undefined });
    expect(open().get('theme')).toBeUndefined();
    expect(open().get('language')).toBe('en');
  });

  it('refuse a change to something that is not a setting’s value', () => {
    const settings = open();
    // @ts-expect-error: as a page that was taken over might ask
    expect(() => settings.change({ theme: 'pink' })).toThrow('theme');
    expect(settings.get('theme')).toBeUndefined();
  });

  it.each(['{"theme": "da', '[]', 'null', ''])('start anew from the damaged file %j and keep it', (text) => {
    writeFileSync(file(), text);
    const settings = open();
    expect(settings.get('theme')).toBeUndefined();
    expect(readFileSync(damaged(), 'utf8')).toBe(text);
    settings.change({ theme: 'light' });
    expect(open().get('theme')).toBe('light');
  });

  it('lose only the one setting that is wrong, and keep the file as it was', () => {
    writeFileSync(file(), '{"theme":"pink","language":"pt-BR"}');
    const settings = open();
    expect(settings.get('theme')).toBeUndefined();
    expect(settings.get('language')).toBe('pt-BR');
    expect(readFileSync(damaged(), 'utf8')).toContain('pink');
  });
});
