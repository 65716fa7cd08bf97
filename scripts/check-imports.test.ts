import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mcm-imports-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function findings(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return checkImports(root);
}

describe('forbidden imports are named', () => {
  test.each([
    [
      'electron outside the shell',
      'electron/core/drive/a.ts',
      `import { app } from 'electron';`,
      'Only the shell',
    ],
    ['even its types', 'frontend/src/ui/a.ts', `import type { App } from 'electron';`, 'Only the shell'],
    [
      'Node in the contract',
      'electron/contract/a.ts',
      `import fs from 'node:fs';`,
      'The contract imports nothing but',
    ],
    ['a package in a module', 'electron/modules/a.ts', `import clsx from 'clsx';`, 'A module is data'],
    [
      'the shell in the core',
      'electron/core/core.ts',
      `import '../main/tray.ts';`,
      'never imports the shell',
    ],
    [
      'another room',
      'electron/core/drive/a.ts',
      `import { b } from '../usage/b.ts';`,
      'handed what it needs',
    ],
    [
      'another room, later',
      'electron/core/drive/a.ts',
      `await import('../usage/b.ts');`,
      'handed what it needs',
    ],
    [
      'another room, passed on',
      'electron/core/drive/a.ts',
      `export * from '../usage/b.ts';`,
      'handed what it needs',
    ],
    [
      'the composition',
      'electron/core/drive/a.ts',
      `import { makeCore } from '../core.ts';`,
      'the composition',
    ],
    [
      'a room in lib',
      'electron/core/lib/a.ts',
      `import type { B } from '../usage/b.ts';`,
      'stands below the rooms',
    ],
    ['SQL in rules', 'electron/core/drive/a.ts', `import { sql } from 'kysely';`, 'know SQL'],
    ['SQLite in rules', 'electron/core/drive/a.ts', `import D from 'better-sqlite3';`, 'know SQL'],
    ['S3 in another room', 'electron/core/drive/a.ts', `import { Client } from 'minio';`, 'knows S3'],
    [
      'the core in the shell',
      'electron/main/a.ts',
      `import { c } from '../core/core.ts';`,
      'process of its own',
    ],
    [
      'the page in the shell',
      'electron/main/a.ts',
      `import '../../frontend/src/app/b.ts';`,
      'import the page',
    ],
    [
      'the core in the page',
      'frontend/src/api/a.ts',
      `import '../../../electron/core/lib/x.ts';`,
      'The page knows',
    ],
    [
      'the contract in a feature',
      'frontend/src/features/files/a.ts',
      `import { contract } from '../../../../electron/contract/contract.ts';`,
      'Only frontend/src/api',
    ],
    ['a wire in the app', 'frontend/src/app/a.ts', `import '@orpc/client/fetch';`, 'Only frontend/src/api'],
    ['Node in the page', 'frontend/src/ui/a.ts', `import path from 'path';`, 'nothing of Node'],
    ['another feature', 'frontend/src/features/files/a.tsx', `import '../people/b.tsx';`, 'another feature'],
    ['the app in a feature', 'frontend/src/features/files/a.ts', `import '../../app/b.ts';`, 'stands above'],
    [
      'a feature in ui',
      'frontend/src/ui/a.ts',
      `import '../features/files/b.ts';`,
      'stand below the features',
    ],
    ['a script in the app', 'electron/core/core.ts', `import '../../scripts/cache.ts';`, 'Scripts and tests'],
  ])('%s', async (_name, file, text, sentence) => {
    const lines = await findings({ [file]: `\n${text}\n` });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${file}:2 imports`);
    expect(lines[0]).toContain(sentence);
  });
});

test('what the rules allow is not named', async () => {
  expect(
    await findings({
      'electron/main/a.ts': `import { app } from 'electron'; import type { C } from '../core/core.ts';`,
      'electron/core/core.ts': `import { d } from './drive/d.ts'; import { u } from './usage/u.ts';`,
      'electron/core/drive/d.ts': `import type { U } from '../usage/u.ts'; import { log } from '../lib/log.ts';`,
      'electron/core/drive/d.table.ts': `import { sql } from 'kysely';`,
      'electron/core/drive/d.test.ts': `import { u } from '../usage/u.ts';`,
      'electron/core/usage/u.ts': `import type { Kysely } from 'kysely';`,
      'electron/core/objects/o.ts': `import { Client } from 'minio';`,
      'frontend/src/app/a.ts': `import '../features/files/f.ts'; import '../features/people/p.ts';`,
      'frontend/src/features/files/f.ts': `import type { N } from '../../../../electron/contract/drive.ts'; import '../../ui/b.ts';`,
      'frontend/src/api/a.ts': `import { c } from '../../../electron/contract/contract.ts';`,
    }),
  ).toEqual([]);
});

describe('circles', () => {
  test('a circle of values is named from end to end', async () => {
    const lines = await findings({
      'electron/core/drive/a.ts': `import { b } from './b.ts';`,
      'electron/core/drive/b.ts': `import { c } from './c.ts';`,
      'electron/core/drive/c.ts': `import { a } from './a.ts';`,
    });
    expect(lines).toEqual([
      'These files import each other in a circle: electron/core/drive/a.ts → electron/core/drive/b.ts → electron/core/drive/c.ts → electron/core/drive/a.ts',
    ]);
  });

  test('types may look back', async () => {
    expect(
      await findings({
        'electron/core/drive/a.ts': `import { b } from './b.ts';`,
        'electron/core/drive/b.ts': `import type { A } from './a.ts';`,
      }),
    ).toEqual([]);
  });
});
