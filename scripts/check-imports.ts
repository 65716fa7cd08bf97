import path from 'node:path';
import { cycles } from './imports/cycles.ts';
import { type ImportEdge, importsOf } from './imports/parse.ts';
import { rules } from './imports/rules.ts';
import { filesBelow } from './lib/files.ts';

const FOLDERS = ['electron', 'frontend/src', 'scripts'];

/**
 * Holds the rooms of the project apart: who may import whom, and no circles.
 * @returns a line for each import that breaks a rule, and one for each circle
 */
export async function checkImports(root: string): Promise<string[]> {
  const below = await Promise.all(FOLDERS.map(async (folder) => filesBelow(path.join(root, folder))));
  const sources = below.flat().filter((file) => /\.tsx?$/u.test(file) && !file.endsWith('.d.ts'));
  const edges = await Promise.all(sources.map(async (file) => importsOf(root, file)));
  return judge(edges.flat());
}

/** Tests may import anything, so nothing of theirs is looked at. */
export function judge(all: readonly ImportEdge[]): string[] {
  const edges = all.filter(({ from }) => !isTest(from));
  const broken = edges.flatMap((edge) =>
    rules
      .filter(({ breaks }) => breaks(edge))
      .map(({ says }) => `${edge.from}:${edge.line} imports ${edge.to}. ${says}`),
  );
  const circles = cycles(edges.filter(({ typeOnly }) => !typeOnly)).map(
    (files) => `These files import each other in a circle: ${files.join(' → ')}`,
  );
  return [...broken, ...circles];
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/u.test(file) || file.startsWith('tests/');
}
