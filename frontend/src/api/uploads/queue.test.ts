import { ORPCError } from '@orpc/client';
import { beforeEach, expect, test } from 'vitest';
import type { Transfer } from '../../../../electron/contract/transfers.ts';
import type { WebUpload } from '../../../../electron/contract/uploads.ts';
import type { Client } from '../client.ts';
import { PartFailed } from './put-part.ts';
import { makeUploadQueue, type UploadQueue } from './queue.ts';
import { makeSlots } from './slots.ts';

const PART = 4;

/** The cloud's side of uploads, in memory: what it has stored, and what it was asked. */
class Cloud {
  readonly stored = new Map<string, { upload: WebUpload; parts: Map<number, Blob> }>();
  readonly made: { name: string; content: string; path: readonly string[] }[] = [];
  readonly aborted: string[] = [];
  taken = new Set<string>();
  atOnce = 0;
  mostAtOnce = 0;
  /** What becomes of a part instead of being stored. */
  trouble: (number: number) => Promise<void> | void = () => undefined;
  readonly paths = new Map<string, readonly string[]>();

  calls(): Client['uploads'] {
    const view = (id: string): WebUpload => {
      const kept = this.stored.get(id);
      if (kept === undefined) throw new ORPCError('UPLOAD_GONE');
      const parts = [...kept.parts].map(([number, { size }]) => ({ number, sizeBytes: size, etag: 'e' }));
      return { ...kept.upload, parts };
    };
    const calls = {
      begin: (file: { name: string; sizeBytes: number; modifiedAt: string; path?: string[] }) => {
        const same = [...this.stored.values()].find(({ upload }) => upload.name === file.name);
        const id = same?.upload.id ?? `upload of ${file.name}`;
        if (same === undefined) {
          const upload = { ...file, id, folderId: null, partBytes: PART, parts: [], createdAt: '' };
          this.stored.set(id, { upload, parts: new Map() });
        }
        this.paths.set(id, file.path ?? []);
        return Promise.resolve(view(id));
      },
      sign: ({ id, numbers }: { id: string; numbers: number[] }) =>
        Promise.resolve({ urls: numbers.map((number) => `${id}#${String(number)}`) }),
      finish: async ({ id, conflict }: { id: string; conflict: string }) => {
        const { name } = view(id);
        if (this.taken.has(name) && conflict === 'ask')
          return { node: null, existing: { name, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z' } };
        const parts = [...(this.stored.get(id)?.parts ?? [])].toSorted(([a], [b]) => a - b);
        const content = await new Blob(parts.map(([, part]) => part)).text();
        this.stored.delete(id);
        if (conflict === 'skip') return { node: null, existing: null };
        this.made.push({ name, content, path: this.paths.get(id) ?? [] });
        return { node: { name }, existing: null };
      },
      abort: ({ id }: { id: string }) => {
        this.stored.delete(id);
        this.aborted.push(id);
        return Promise.resolve();
      },
      unfinished: () => Promise.resolve([...this.stored.keys()].map(view)),
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what of the calls the queue looks at
    return calls as unknown as Client['uploads'];
  }

  async put(url: string, bytes: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    try {
      const [id = '', number = ''] = url.split('#');
      await this.trouble(Number(number));
      await Promise.resolve();
      signal.throwIfAborted();
      onSent(bytes.size);
      this.stored.get(id)?.parts.set(Number(number), bytes);
    } finally {
      this.atOnce -= 1;
    }
  }
}

let cloud: Cloud;
let queue: UploadQueue;
beforeEach(() => {
  cloud = new Cloud();
  queue = open();
});

function open(): UploadQueue {
  return makeUploadQueue({
    calls: cloud.calls(),
    put: (...part) => cloud.put(...part),
    slots: makeSlots(3),
    pause: () => Promise.resolve(),
  });
}

const file = (name: string, content = 'zehn Bytes') => new File([content], name, { lastModified: 1000 });
const choose = (...names: string[]) =>
  queue.add(
    null,
    names.map((name) => ({ file: file(name), path: [] })),
  );
const statusOf = (name: string): Transfer['status'] | undefined =>
  queue.state().items.find((item) => item.name === name)?.status;
const idOf = (name: string): string => queue.state().items.find((item) => item.name === name)?.id ?? '';
async function becomes(name: string, status: Transfer['status'] | undefined): Promise<void> {
  await expect.poll(() => statusOf(name)).toBe(status);
}

test('a file goes up in parts and becomes a file of the cloud', async () => {
  choose('a.txt');
  await becomes('a.txt', 'done');
  expect(cloud.made).toEqual([{ name: 'a.txt', content: 'zehn Bytes', path: [] }]);
  expect(queue.state().totals).toMatchObject({ done: 1, doneBytes: 10, totalBytes: 10 });
  expect(queue.active()).toBe(false);
});

test('an empty file goes up too', async () => {
  queue.add(null, [{ file: file('empty', ''), path: [] }]);
  await becomes('empty', 'done');
  expect(cloud.made).toMatchObject([{ name: 'empty', content: '' }]);
});

test('folders go along', async () => {
  queue.add(null, [{ file: file('a.txt'), path: ['Photos', '2026'] }]);
  await becomes('a.txt', 'done');
  expect(cloud.made).toMatchObject([{ path: ['Photos', '2026'] }]);
});

test('however many files there are, three parts are sent at once', async () => {
  choose(...Array.from({ length: 12 }, (_, at) => `${String(at)}.txt`));
  await expect.poll(() => queue.state().totals.done).toBe(12);
  expect(cloud.mostAtOnce).toBeLessThanOrEqual(3);
});

test('what fails to arrive is sent again, and what arrived is not', async () => {
  let sent = 0;
  let failures = 2;
  cloud.trouble = (number) => {
    sent += 1;
    if (number === 3 && failures > 0) {
      failures -= 1;
      throw new PartFailed('unreachable');
    }
  };
  choose('a.txt');
  await becomes('a.txt', 'done');
  expect(cloud.made).toMatchObject([{ content: 'zehn Bytes' }]);
  expect(sent).toBeLessThanOrEqual(3 + 2 * 3);
});

test('parts that are refused again and again end in a failure, which can be tried again', async () => {
  cloud.trouble = () => {
    throw new PartFailed('refused');
  };
  choose('a.txt');
  await becomes('a.txt', 'failed');
  cloud.trouble = () => undefined;
  queue.act('retry', null);
  await becomes('a.txt', 'done');
  expect(cloud.made).toHaveLength(1);
});

test('a name that is taken is asked about, and the answer is done without sending anything again', async () => {
  cloud.taken.add('a.txt');
  const batch = choose('a.txt');
  await becomes('a.txt', 'asking');
  let sent = 0;
  cloud.trouble = () => {
    sent += 1;
  };
  queue.decide(batch, null, 'keepBoth');
  await becomes('a.txt', 'done');
  expect(sent).toBe(0);
});

test('what is not wanted after all leaves the list', async () => {
  cloud.taken.add('a.txt');
  const batch = choose('a.txt');
  await becomes('a.txt', 'asking');
  queue.decide(batch, null, 'skip');
  await becomes('a.txt', undefined);
  expect(cloud.made).toEqual([]);
});

test('a paused upload goes on with what the cloud has', async () => {
  let go: () => void = () => undefined;
  cloud.trouble = (number) => (number === 1 ? undefined : new Promise((resolve) => (go = resolve)));
  choose('a.txt');
  await expect.poll(() => cloud.stored.get('upload of a.txt')?.parts.size).toBe(1);
  queue.act('pause', null);
  expect(statusOf('a.txt')).toBe('paused');
  go();
  const numbers: number[] = [];
  cloud.trouble = (number) => {
    numbers.push(number);
  };
  queue.act('resume', [idOf('a.txt')]);
  await becomes('a.txt', 'done');
  expect(numbers).not.toContain(1);
});

test('a cancelled upload is given up at the cloud and leaves the list', async () => {
  cloud.trouble = () => new Promise(() => undefined);
  choose('a.txt');
  await expect.poll(() => cloud.stored.size).toBe(1);
  queue.act('cancel', [idOf('a.txt')]);
  expect(queue.state().items).toEqual([]);
  expect(cloud.aborted).toEqual(['upload of a.txt']);
});

test('an upload that broke off with its page goes on once its file is chosen again', async () => {
  cloud.trouble = (number) => (number === 1 ? undefined : new Promise(() => undefined));
  choose('a.txt');
  await expect.poll(() => cloud.stored.get('upload of a.txt')?.parts.size).toBe(1);
  queue.clear();
  cloud.trouble = () => undefined;

  queue = open();
  queue.restore(await cloud.calls().unfinished());
  expect(queue.state().items).toMatchObject([{ status: 'paused', needsFile: true, doneBytes: 4 }]);
  queue.act('resume', null);
  expect(statusOf('a.txt')).toBe('paused');
  expect(queue.give(idOf('a.txt'), file('a.txt', 'another size'))).toBe(false);
  expect(queue.give(idOf('a.txt'), file('a.txt'))).toBe(true);
  await becomes('a.txt', 'done');
  expect(cloud.made).toMatchObject([{ content: 'zehn Bytes' }]);
});

test('choosing the file anew instead takes the place of the one that broke off', async () => {
  const upload = await cloud.calls().begin({
    folderId: null,
    name: 'a.txt',
    sizeBytes: 10,
    modifiedAt: new Date(1000).toISOString(),
  });
  queue.restore([upload]);
  choose('a.txt');
  await becomes('a.txt', 'done');
  expect(queue.state().items).toHaveLength(1);
});

test('without a session uploads wait', async () => {
  const calls = cloud.calls();
  queue = makeUploadQueue({
    calls: { ...calls, begin: () => Promise.reject(new ORPCError('NOT_SIGNED_IN')) },
    put: (...part) => cloud.put(...part),
    slots: makeSlots(3),
    pause: () => Promise.resolve(),
  });
  choose('a.txt');
  await becomes('a.txt', 'paused');
  expect(cloud.made).toEqual([]);
});
