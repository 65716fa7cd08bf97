import babel from '@babel/standalone';
import path from 'node:path';
import { build } from 'vite';
import { Problem } from './lib/problem.ts';

/** The oldest browsers that send files: those of phones of 2016. */
const OLDEST = { ios: '9', chrome: '50' };

/** What lists and destructuring may count on, so that no helpers are needed. */
const ASSUMPTIONS = { iterableIsArray: true, ignoreFunctionLength: true };

/** The script of the pages that strangers see: one file, in the language of browsers of 2016. `root`: the project's. */
export async function buildShareScript(root: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: path.join(root, 'frontend/share/main.ts'), output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Problem('The script of the share pages was not built.');
  const old = babel.transform(chunk.code, {
    sourceType: 'script',
    configFile: false,
    assumptions: ASSUMPTIONS,
    presets: [['env', { targets: OLDEST, modules: false }]],
    comments: false,
    minified: true,
  })?.code;
  if (old === null || old === undefined)
    throw new Problem('The script of the share pages could not be written.');
  return old;
}
