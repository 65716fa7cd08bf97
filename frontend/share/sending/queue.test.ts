import { beforeEach, expect, test, vi } from 'vitest';
import type { SendingCalls } from './calls.ts';
import { makeQueue } from './queue.ts';

// Read once, as the page carries them from the beginning.
vi.hoisted(() => {
  const texts = { allDone: 'All is here.', sentCount: { one: 'one file', other: '{count} files' } };
  document.body.setAttribute('data-texts', JSON.stringify(texts));
});

let begun: string[];
let finish: (() => void)[];

beforeEach(() => {
  document.body.innerHTML =
    '<section id="sending"><ul id="queue"></ul></section><ul id="sent"></ul><p id="sent-count"></p>';
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
