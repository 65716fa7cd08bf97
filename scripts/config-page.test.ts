import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from './lib/files.ts';
import { root } from './lib/project.ts';

const NAME = /(?<![A-Z0-9_])MCM_[A-Z0-9_]+/gu;
const SINGLE_FILES = [
  'electron-builder.yml',
  'electron.vite.config.ts',
  'playwright.config.ts',
  'vitest.config.ts',
];

/** Of the tests only this one takes a variable; others make some up for themselves. */
const TEST_WITH_SETTINGS = 'tests/core/drive-model.test.ts';
const namesIn = (text: string) => [...text.matchAll(NAME)].map(([name]) => name);

test('CONFIG.md names every environment variable of ours that the code knows, and no other', async () => {
  const below = await Promise.all(
    ['electron', 'frontend', 'scripts', 'tests', 'installer'].map((name) =>
      filesBelow(path.join(root, name)),
    ),
  );
  const files = [...below.flat(), ...SINGLE_FILES.map((name) => path.join(root, name))].filter(
    (file) => /\.(?:[cm]?[jt]s|tsx|yml|service)$/u.test(file) && !/\.test\.tsx?$/u.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const models = await readFile(path.join(root, TEST_WITH_SETTINGS), 'utf8');
  const known = new Set(namesIn([...texts, models].join('\n')));
  const told = new Set(namesIn(await readFile(path.join(root, 'CONFIG.md'), 'utf8')));
  expect([...told].toSorted()).toEqual([...known].toSorted());
});
