import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { buildShareScript } from './scripts/share-script.ts';

// The oldest runtime the code must run on is Electron 33: Node 20.18 and Chromium 130.
const node = 'node20.18';
const root = import.meta.dirname;

/** Puts the PDF decoder's WebAssembly beside the bundle, where the core looks for it. */
function pdfium(): Plugin {
  const file = path.join(root, 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm');
  return {
    name: 'pdfium',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pdfium.wasm', source: await readFile(file) });
    },
  };
}

/** The script of the pages that strangers see, in a language that ten-year-old phones speak. */
function shareScript(): Plugin {
  return {
    name: 'share-script',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'share.js', source: await buildShareScript(root) });
    },
  };
}

export default defineConfig({
  main: {
    plugins: [pdfium(), shareScript()],
    build: {
      target: node,
      sourcemap: true,
      // Only package.json "dependencies" (the native module) stay outside: one bundle starts faster.
      rollupOptions: {
        input: {
          index: path.join(root, 'electron/main/index.ts'),
          core: path.join(root, 'electron/core/main.ts'),
          'aside-worker': path.join(root, 'electron/core/db/aside.worker.ts'),
          'thumbnail-worker': path.join(root, 'electron/core/previews/thumbnail.worker.ts'),
          'snapshot-worker': path.join(root, 'electron/core/db/snapshot.worker.ts'),
          'password-worker': path.join(root, 'electron/core/accounts/password.worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: node,
      sourcemap: true,
      externalizeDeps: false, // a sandboxed preload can require nothing but 'electron'
      rollupOptions: {
        input: path.join(root, 'electron/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'frontend'),
    plugins: [react(), tailwindcss()],
    resolve: {
      // What it offers for browsers asks the document, and Markdown is set in a worker, which has none.
      alias: {
        'decode-named-character-reference': path.join(
          root,
          'node_modules/decode-named-character-reference/index.js',
        ),
      },
    },
    build: {
      target: 'chrome130',
      sourcemap: true,
      minify: true,
      outDir: path.join(root, 'out/renderer'),
      rollupOptions: { input: path.join(root, 'frontend/index.html') },
    },
  },
});
