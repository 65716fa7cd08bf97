import { parse } from 'oxc-parser';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';

/** One file's use of another. Paths are relative to the repository, with `/`. */
export interface ImportEdge {
  readonly from: string;
  /** A path of the repository, or `npm:<package>`, or `node:<module>`. */
  readonly to: string;
  /** Gone when the code runs: `import type`, `export type`. */
  readonly typeOnly: boolean;
  readonly line: number;
}

interface Found {
  readonly request: string;
  readonly typeOnly: boolean;
  readonly start: number;
}

/** What a file imports or exports from elsewhere, also by `import()`. */
export async function importsOf(root: string, file: string): Promise<ImportEdge[]> {
  const text = await readFile(file, 'utf8');
  const found = await requestsIn(file, text);
  return found.map(({ request, typeOnly, start }) => ({
    from: slashed(path.relative(root, file)),
    to: target(root, file, request),
    typeOnly,
    line: text.slice(0, start).split('\n').length,
  }));
}

/** The requests in a source text, as they are written. */
async function requestsIn(file: string, text: string): Promise<Found[]> {
  const { module, errors } = await parse(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(', ')}`);
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    request: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    start,
  }));
  const exports = module.staticExports.flatMap(({ entries, start }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null || moduleRequest === undefined
        ? []
        : [{ request: moduleRequest.value, typeOnly: isType, start }],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest, start }) => {
    const literal = /^['"`](?<name>[^'"`$]+)['"`]$/u.exec(text.slice(moduleRequest.start, moduleRequest.end));
    const request = literal?.groups?.['name'];
    return request === undefined ? [] : [{ request, typeOnly: false, start }];
  });
  return [...imports, ...exports, ...dynamic];
}

function target(root: string, file: string, request: string): string {
  const [plain = ''] = request.split('?'); // Vite's "?url" and "?raw" ask for the same file
  if (plain.startsWith('.')) {
    const wanted = path.resolve(path.dirname(file), plain);
    const tries = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((ending) => wanted + ending);
    const hit = tries.find((name) => existsSync(name) && path.extname(name) !== '') ?? wanted;
    return slashed(path.relative(root, hit));
  }
  if (isBuiltin(plain)) return plain.startsWith('node:') ? plain : `node:${plain}`;
  return `npm:${plain}`;
}

function slashed(name: string): string {
  return name.split(path.sep).join('/');
}
