import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ContentAnswer } from '../../electron/contract/shell.ts';
import { makePreviewsWorld } from '../support/previews-world.ts';
import { sharp } from '../support/made-pictures.ts';
import { limitRow, ratioRow, type Row } from './rows.ts';

const PHOTOS = 60;
const GOAL_PER_SECOND = 20;
/** How long the machine is looked at with nothing to do, to tell its own delays from ours. */
const IDLE_MS = 2000;

/**
 * Small pictures of photos of 12 megapixels, asked for as a page does, from the store and back into it; and how long
 * the core's event loop let anybody wait meanwhile.
 */
export async function benchThumbnails(runs: number): Promise<Row[]> {
  const world = await makePreviewsWorld();
  try {
    const viewer = await world.viewer();
    const photo = await realisticPhoto();
    // Decoders are started, and their libraries loaded, by the first one.
    await viewer.thumbnail((await viewer.file('first.jpg', photo)).id);
    const [rates, delays, idle]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run += 1) {
      const ids: string[] = [];
      for (let at = 0; at < PHOTOS; at += 1)
        ids.push((await viewer.file(`run ${run} photo ${at}.jpg`, photo)).id);
      idle.push(await longestWait(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS))));
      let answers: ContentAnswer[] = [];
      const start = performance.now();
      delays.push(
        await longestWait(async () => {
          answers = await Promise.all(ids.map((id) => viewer.thumbnail(id)));
        }),
      );
      rates.push(PHOTOS / ((performance.now() - start) / 1000));
      if (answers.some(({ kind }) => kind !== 'found')) throw new Error('a photo had no small picture');
    }
    return [
      ratioRow('small pictures of photos of 12 megapixels', '/s', rates, [GOAL_PER_SECOND], { min: 1 }),
      limitRow('longest wait of the core meanwhile, and of an idle one', 'ms', delays, idle, 50),
    ];
  } finally {
    await world.close();
  }
}

/** The longest time that the event loop let anybody wait during some work, in milliseconds. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** Light that changes slowly, with the grain of a sensor: about as large as a telephone's photo. */
async function realisticPhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 10 } as const;
  const grain = await sharp({
    create: { width: 4000, height: 3000, channels: 3, background: '#808080', noise },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const light = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000">
    <linearGradient id="a" x2="1" y2="1"><stop stop-color="#247"/><stop offset="1" stop-color="#fb5"/></linearGradient>
    <rect width="4000" height="3000" fill="url(#a)" opacity=".85"/>
    <circle cx="2600" cy="900" r="600" fill="#fe9" opacity=".7"/></svg>`);
  return sharp(grain)
    .composite([{ input: light }])
    .jpeg({ quality: 88 })
    .toBuffer();
}
