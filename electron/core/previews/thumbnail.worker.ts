import { parentPort, workerData } from 'node:worker_threads';
import { fetchBytes, Unreachable } from './decode/bytes.ts';
import { coverOf } from './decode/cover.ts';
import { heicPicture } from './decode/heic.ts';
import { loadSharp } from './decode/load-sharp.ts';
import { pdfPicture } from './decode/pdf.ts';
import { makeRaster } from './decode/raster.ts';
import { sniff } from './decode/sniff.ts';
import {
  READY,
  type DecodeOutcome,
  type DecoderData,
  type DecodeTask,
  type SmallPicture,
} from './decode/task.ts';

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what decoders.ts starts this thread with
const { pdfium } = workerData as DecoderData;
const raster = makeRaster(loadSharp());

/** Null where there is nothing to show. */
async function decode(task: DecodeTask): Promise<SmallPicture | null> {
  if (task.by === 'frame') return picture(task.bytes);
  const { by, url, size, side } = task;
  if (by === 'cover') {
    const cover = await coverOf(url, size);
    return cover === null ? null : picture(cover);
  }
  const bytes = await fetchBytes(url, size);
  if (by === 'picture') return picture(bytes, side);
  return by === 'svg' ? raster.ofSvg(bytes) : pdfPicture(bytes, raster, pdfium);
}

async function picture(bytes: Uint8Array, side?: number): Promise<SmallPicture | null> {
  const format = sniff(bytes);
  if (format === null) return null;
  return format === 'heic' ? heicPicture(bytes, raster, side) : raster.ofPicture(bytes, format, side);
}

async function outcomeOf(task: DecodeTask): Promise<DecodeOutcome> {
  try {
    const made = await decode(task);
    return made === null ? { kind: 'nothing', reason: 'no picture in it' } : { kind: 'made', picture: made };
  } catch (error) {
    return { kind: error instanceof Unreachable ? 'unreachable' : 'nothing', reason: String(error) };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
port.postMessage(READY);
port.on('message', (task: DecodeTask) => {
  void outcomeOf(task).then((outcome) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    port.postMessage(outcome);
  });
});
