import type { ImportEdge } from './parse.ts';

/** A wall between rooms: what it says, and which imports go through it. */
export interface Rule {
  readonly says: string;
  readonly breaks: (edge: ImportEdge) => boolean;
}

const isPackage = (to: string, name: string): boolean =>
  to === `npm:${name}` || to.startsWith(`npm:${name}/`);
const isOneOf = (to: string, names: readonly string[]): boolean => names.some((name) => isPackage(to, name));
const inFolder = (file: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => file.startsWith(`${folder}/`));

/** `drive` for electron/core/drive/names.ts; undefined for the composition (core.ts, main.ts) and outside the core. */
const roomOf = (file: string): string | undefined =>
  /^electron\/core\/(?<room>[^/]+)\//u.exec(file)?.groups?.['room'];
const featureOf = (file: string): string | undefined =>
  /^frontend\/src\/features\/(?<feature>[^/]+)\//u.exec(file)?.groups?.['feature'];

const SHELL = ['electron/main', 'electron/preload'];
const WIRES = ['@orpc/client', '@orpc/contract', '@orpc/server', '@orpc/tanstack-query'];

export const rules: readonly Rule[] = [
  {
    says: 'Only the shell (electron/main, electron/preload) may import electron.',
    breaks: ({ from, to }) =>
      isOneOf(to, ['electron', 'electron-store']) && !inFolder(from, ...SHELL) && !inFolder(from, 'scripts'),
  },
  {
    says: 'The contract imports nothing but zod, @orpc/contract and itself.',
    breaks: ({ from, to }) =>
      inFolder(from, 'electron/contract') &&
      !inFolder(to, 'electron/contract') &&
      !isOneOf(to, ['zod', '@orpc/contract']),
  },
  {
    says: 'A module is data: it imports nothing but zod, the contract and modules.',
    breaks: ({ from, to }) =>
      inFolder(from, 'electron/modules') &&
      !inFolder(to, 'electron/modules', 'electron/contract') &&
      !isPackage(to, 'zod'),
  },
  {
    says: 'The core does not know who shows it: it never imports the shell or the page.',
    breaks: ({ from, to }) => inFolder(from, 'electron/core') && inFolder(to, ...SHELL, 'frontend'),
  },
  {
    says: 'A room is handed what it needs: of another room it may import types only.',
    breaks: ({ from, to, typeOnly }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      return own !== undefined && other !== undefined && !typeOnly && other !== 'lib' && other !== own;
    },
  },
  {
    says: 'Rooms do not import the composition.',
    breaks: ({ from, to, typeOnly }) =>
      roomOf(from) !== undefined && /^electron\/core\/[^/]+\.ts$/u.test(to) && !typeOnly,
  },
  {
    says: 'core/lib stands below the rooms and imports none of them.',
    breaks: ({ from, to }) => roomOf(from) === 'lib' && inFolder(to, 'electron/core') && roomOf(to) !== 'lib',
  },
  {
    says: 'Only core/db and files named *.table.ts know SQL (types are fine).',
    breaks: ({ from, to, typeOnly }) =>
      !typeOnly &&
      isOneOf(to, ['kysely', 'better-sqlite3']) &&
      roomOf(from) !== 'db' &&
      !from.endsWith('.table.ts') &&
      !inFolder(from, 'scripts'),
  },
  {
    says: 'Only core/objects knows S3, and core/minio where it checks a server somebody else runs.',
    breaks: ({ from, to }) => isPackage(to, 'minio') && !['objects', 'minio'].includes(roomOf(from) ?? ''),
  },
  {
    says: 'The shell starts the core as a process of its own: it may import core/lib, and of the rest types only.',
    breaks: ({ from, to, typeOnly }) =>
      inFolder(from, ...SHELL) && inFolder(to, 'electron/core') && roomOf(to) !== 'lib' && !typeOnly,
  },
  {
    says: 'The shell does not import the page.',
    breaks: ({ from, to }) => inFolder(from, ...SHELL) && inFolder(to, 'frontend'),
  },
  {
    says: 'The page knows the contract and nothing else of electron/.',
    breaks: ({ from, to }) =>
      inFolder(from, 'frontend') && inFolder(to, 'electron') && !inFolder(to, 'electron/contract'),
  },
  {
    says: 'Only frontend/src/api touches the contract and the wires (types are fine).',
    breaks: ({ from, to, typeOnly }) =>
      inFolder(from, 'frontend') &&
      !inFolder(from, 'frontend/src/api') &&
      !typeOnly &&
      (inFolder(to, 'electron/contract') || isOneOf(to, WIRES)),
  },
  {
    says: 'The page runs in browsers too: it imports nothing of Node.',
    breaks: ({ from, to }) => inFolder(from, 'frontend') && to.startsWith('node:'),
  },
  {
    says: 'A feature never imports another feature; put the two together in frontend/src/app.',
    breaks: ({ from, to }) => {
      const [own, other] = [featureOf(from), featureOf(to)];
      return own !== undefined && other !== undefined && other !== own;
    },
  },
  {
    says: 'src/app stands above the features: nothing below imports it.',
    breaks: ({ from, to }) =>
      inFolder(from, 'frontend/src/features', 'frontend/src/api', 'frontend/src/ui', 'frontend/src/i18n') &&
      inFolder(to, 'frontend/src/app'),
  },
  {
    says: 'src/api, src/ui and src/i18n stand below the features and never import them.',
    breaks: ({ from, to }) =>
      inFolder(from, 'frontend/src/api', 'frontend/src/ui', 'frontend/src/i18n') &&
      inFolder(to, 'frontend/src/features'),
  },
  {
    says: 'Scripts and tests are for people and never part of the app.',
    breaks: ({ from, to }) => inFolder(from, 'electron', 'frontend') && inFolder(to, 'scripts', 'tests'),
  },
];
