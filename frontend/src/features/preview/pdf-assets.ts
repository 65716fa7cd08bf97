/** Files that some PDFs need (letters of Asian scripts, the fourteen fonts that need not be inside, decoders), by name. */
const addresses = new Map<string, string>(
  Object.entries(
    import.meta.glob<string>(
      [
        '../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
        '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
        '../../../../node_modules/pdfjs-dist/wasm/*.wasm',
      ],
      { query: '?url&no-inline', import: 'default', eager: true },
    ),
  ).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
);

async function asset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = addresses.get(name);
  if (url === undefined) throw new Error(`no such part of the PDF library: ${name}`);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${name}: ${String(answer.status)}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Hands out tables of letters. */
export class CMaps {
  async fetch({ name }: { readonly name: string }) {
    return { cMapData: await asset(`${name}.bcmap`), isCompressed: true };
  }
}

/** Hands out fonts and decoders. */
export class Binaries {
  fetch({ filename }: { readonly filename: string }): Promise<Uint8Array<ArrayBuffer>> {
    return asset(filename);
  }
}
