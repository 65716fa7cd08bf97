import { writeFile } from 'node:fs/promises';
import type { Row } from './rows.ts';

// Each part runs in a process of its own, so that one's memory is not another's: node part.ts NAME RUNS OUT
const [name = '', runs = '3', out = ''] = process.argv.slice(2);

const parts: Record<string, (runs: number) => Promise<Row[]>> = {
  start: async (count) => (await import('./start.bench.ts')).benchStart(count),
  transfers: async (count) => (await import('./transfers.bench.ts')).benchTransfers(count),
  folder: async (count) => (await import('./folder.bench.ts')).benchFolder(count),
  zip: async (count) => (await import('./zip.bench.ts')).benchZip(count),
  move: async (count) => (await import('./move.bench.ts')).benchMove(count),
  daily: async () => (await import('./daily.bench.ts')).benchDaily(),
  listing: async (count) => (await import('./listing.bench.ts')).benchListing(count),
  search: async (count) => (await import('./search.bench.ts')).benchSearch(count),
  scroll: async (count) => (await import('./scroll.bench.ts')).benchScroll(count),
  thumbnails: async (count) => (await import('./thumbnails.bench.ts')).benchThumbnails(count),
  gateway: async (count) => (await import('./gateway.bench.ts')).benchGateway(count),
  app: async (count) => (await import('./app.bench.ts')).benchApp(count),
};
const part = parts[name];
if (part === undefined) throw new Error(`no part ${name}; there are ${Object.keys(parts).join(', ')}`);
await writeFile(out, JSON.stringify(await part(Number(runs))));
process.exit(0);
