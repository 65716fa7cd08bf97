import { beforeEach, expect, test, vi } from 'vitest';
import type { SendingCalls } from './calls.ts';
import { makeQueue } from './queue.ts';

// Read once, as the page carries them from the beginning.
vi.hoisted(() => {
  const texts = {
    cancelNamed: 'cancel {name}',
    allDone: 'All is here.',
    sentCount: { one: 'one file', other: '{count} files' },
  };
  document.body.setAttribute('data-texts', JSON.stringify(texts));
});

let begun: string[];
let finish: (() => void)[];

beforeEach(() => {
  document.body.innerHTML =
    '<section id="sending"><ul id="queue"></ul></section><button id="choose"></button><ul id="sent"></ul><p id="sent-count"></p>';
  Element.prototype.scrollIntoView = () => undefined;
  begun = [];
  finish = [];
});

/** A cloud that has all bytes of a file already when it is begun, and finishes when it is told to. */
const calls: SendingCalls = {
  begin({ name, sizeBytes }, done) {
    begun.push(name);
    const parts = [{ number: 1, sizeBytes }];
    done({ kind: 'ok', value: { id: String(begun.length), partBytes: 1000, parts } });
  },
  sign: () => undefined,
  finish(_id, done) {
    finish.push(() => done({ kind: 'ok', value: { name: 'x', sizeBytes: 2, line: '' } }));
  },
  abort: () => undefined,
};
const slice = (text: string) => new File([text], 'slice.dcm', { lastModified: 5000 });

test('files of several folders with one name, size and time are all sent, one after the other', async () => {
  const queue = makeQueue({ calls, sender: () => null, onOver: () => undefined, isUnfinished: () => false });
  queue.add([slice('aa'), slice('bb')]);
  await expect.poll(() => finish.length).toBe(1);
  expect(begun).toHaveLength(1);
  finish[0]?.();
  await expect.poll(() => finish.length).toBe(2);
  finish[1]?.();
  expect(queue.isBusy()).toBe(false);
});

test('a file that is chosen again while it is being sent is sent once', async () => {
  const queue = makeQueue({ calls, sender: () => null, onOver: () => undefined, isUnfinished: () => false });
  queue.add([slice('aa')]);
  queue.add([slice('aa')]);
  await expect.poll(() => finish.length).toBe(1);
  finish[0]?.();
  await new Promise((later) => setTimeout(later, 50));
  expect(begun).toHaveLength(1);
});

test('who goes by keys is at the file beside the one that left the list, or where files are chosen', async () => {
  const queue = makeQueue({ calls, sender: () => null, onOver: () => undefined, isUnfinished: () => false });
  queue.add([new File(['a'], 'a.txt'), new File(['b'], 'b.txt')]);
  const press = (label: string) => {
    const button = document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    button?.focus();
    button?.click();
  };
  await expect.poll(() => document.querySelectorAll('#queue li')).toHaveLength(2);
  press('cancel b.txt');
  expect(document.activeElement?.closest('li')?.textContent).toContain('a.txt');
  press('cancel a.txt');
  expect(document.activeElement?.id).toBe('choose');
});

test('a file that is refused is read out, and how far it is, is not', async () => {
  const refused: SendingCalls = {
    ...calls,
    begin: (_file, done) => done({ kind: 'refused', code: 'FILE_TOO_LARGE', text: 'too large' }),
  };
  const queue = makeQueue({
    calls: refused,
    sender: () => null,
    onOver: () => undefined,
    isUnfinished: () => false,
  });
  queue.add([new File(['a'], 'a.txt')]);
  expect(document.querySelector('[role="alert"]')).toBeNull();
  await expect.poll(() => document.querySelector('[role="alert"]')?.textContent).toBe('too large');
});

test('parts go one at a time over a slow network, so that a cut costs little, and several over a quick one', async () => {
  const sent: EventTarget[] = [];
  class Request extends EventTarget {
    readonly upload = new EventTarget();
    readonly status = 200;
    open = () => undefined;
    abort = () => undefined;
    send = () => void sent.push(this);
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  const clock = vi.spyOn(Date, 'now');
  const arrives = (ms: number) => {
    clock.mockReturnValue(Date.now() + ms);
    for (const request of sent.splice(0)) request.dispatchEvent(new Event('load'));
  };
  const parts: SendingCalls = {
    ...calls,
    begin: (_file, done) => done({ kind: 'ok', value: { id: 'film', partBytes: 1, parts: [] } }),
    sign: (_id, numbers, done) => done({ kind: 'ok', value: { urls: numbers.map(String) } }),
  };
  const queue = makeQueue({
    calls: parts,
    sender: () => null,
    onOver: () => undefined,
    isUnfinished: () => false,
  });
  queue.add([new File(['twelve parts'], 'film.mp4')]);
  await expect.poll(() => sent.length).toBe(1);
  arrives(1000);
  await expect.poll(() => sent.length).toBe(3);
  arrives(30_000);
  await expect.poll(() => sent.length).toBe(1);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('nobody is thanked for everything while something begun before is still missing', async () => {
  let isUnfinished = true;
  const queue = makeQueue({
    calls,
    sender: () => null,
    onOver: () => undefined,
    isUnfinished: () => isUnfinished,
  });
  const said = () => document.getElementById('sent-count')?.textContent;
  queue.add([new File(['a'], 'a.txt')]);
  await expect.poll(() => finish.length).toBe(1);
  finish[0]?.();
  const partly = said();
  isUnfinished = false;
  queue.add([new File(['b'], 'b.txt')]);
  await expect.poll(() => finish.length).toBe(2);
  finish[1]?.();
  expect(partly).toBe('one file');
  expect(said()).toBe('All is here. 2 files');
});
