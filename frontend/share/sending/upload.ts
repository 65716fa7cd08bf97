import type { BegunUpload, SendingCalls, SentFile } from './calls.ts';
import { knownFile } from './kept-list.ts';
import { putPart, type RunningPart } from './put-part.ts';

export type UploadState =
  | 'waiting'
  | 'starting'
  | 'sending'
  | 'paused'
  | 'finishing'
  | 'done'
  /** Refused, with the reason in `fault`; may be tried again. */
  | 'failed'
  | 'stopped'
  /** The request was closed. */
  | 'closed';

/** What an upload tells whoever shows it, and lets them do. */
export interface Upload {
  readonly file: File;
  state(): UploadState;
  /** Bytes that are stored or on their way. */
  loaded(): number;
  /** A sentence; empty where nothing is wrong. */
  fault(): string;
  /** Parts that are on their way. */
  running(): number;
  /** True while the connection is gone and it waits for it. */
  isBroken(): boolean;
  /** Whether it has something that could be sent now. */
  canSend(): boolean;
  /** Begins, or sends one part more. */
  go(): void;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** The network is back: what waits for it goes on now. */
  wake(): void;
}

interface Options {
  readonly file: File;
  readonly sender: () => string | null;
  readonly calls: SendingCalls;
  readonly changedText: string;
  readonly onChange: () => void;
  /** How long a part took to arrive, in milliseconds; infinite for one that broke off. */
  readonly onPart: (ms: number) => void;
  readonly onDone: (file: SentFile) => void;
}

/** Addresses are good for an hour; so many are asked for at once. */
const SIGNED_AT_ONCE = 20;
/** First wait after the connection broke, and the longest, in milliseconds. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 20_000;
/** After so many failures of one part in a row it is looked whether the file can still be read. */
const DOUBTS = 3;
/** So often an address may be refused in a row until that is the upload's own fault. */
const REFUSALS = 5;

/** Sends one file: reserves it, sends its parts, several at once, and has it put together. Nothing ends it but people. */
export function makeUpload({ file, sender, calls, changedText, onChange, onPart, onDone }: Options): Upload {
  let state: UploadState = 'waiting';
  let fault = '';
  let begun: BegunUpload | null = null;
  let stored = 0;
  let todo: number[] = [];
  let urls: Record<number, string> = {};
  let asking = false;
  let running: Record<number, { part: RunningPart; loaded: number }> = {};
  let failures = 0;
  let refusals = 0;
  let broken = false;
  let timer = 0;
  /** What waits for the timer. */
  let pending: (() => void) | null = null;

  const numbers = () => Object.keys(running).map(Number);
  const rangeOf = (number: number, { partBytes }: BegunUpload) => {
    const start = (number - 1) * partBytes;
    return { start, end: Math.min(start + partBytes, file.size) };
  };

  function become(next: UploadState, reason = ''): void {
    state = next;
    fault = reason;
    broken = false;
    onChange();
  }

  function drop(): void {
    clearTimeout(timer);
    timer = 0;
    pending = null;
    const parts = running;
    running = {};
    Object.keys(parts).forEach((number) => {
      parts[Number(number)]?.part.abort();
      todo.unshift(Number(number));
    });
    todo.sort((one, other) => one - other);
  }

  /** Waits longer each time, but not after the network said that it is back. */
  function later(act: () => void): void {
    failures += 1;
    broken = true;
    onChange();
    clearTimeout(timer);
    pending = act;
    const wait = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
    timer = window.setTimeout(
      () => {
        timer = 0;
        pending = null;
        act();
      },
      wait * (0.75 + Math.random() / 2),
    );
  }

  const isOver = () => state === 'paused' || state === 'stopped' || state === 'closed' || state === 'failed';

  function begin(): void {
    become('starting');
    const { name, size, modified } = knownFile(file);
    const modifiedAt = new Date(modified).toISOString();
    calls.begin({ name, sizeBytes: size, modifiedAt, sender: sender() }, (answer) => {
      if (isOver()) {
        if (state === 'stopped' && answer.kind === 'ok') calls.abort(answer.value.id);
        return;
      }
      if (answer.kind === 'ok') {
        plan(answer.value);
        become('sending');
      } else if (answer.kind === 'away') later(begin);
      else
        become(answer.kind === 'closed' ? 'closed' : 'failed', answer.kind === 'refused' ? answer.text : '');
    });
  }

  /** What the cloud has already need not be sent again. */
  function plan(upload: BegunUpload): void {
    begun = upload;
    failures = 0;
    urls = {};
    const has: Record<number, boolean> = {};
    stored = 0;
    upload.parts.forEach(({ number, sizeBytes }) => {
      has[number] = true;
      stored += sizeBytes;
    });
    todo = [];
    const count = Math.max(1, Math.ceil(file.size / upload.partBytes));
    for (let number = 1; number <= count; number += 1) if (has[number] !== true) todo.push(number);
    if (todo.length === 0) setTimeout(finish, 0);
  }

  function sign(upload: BegunUpload): void {
    asking = true;
    const asked = todo.slice(0, SIGNED_AT_ONCE);
    calls.sign(upload.id, asked, (answer) => {
      asking = false;
      if (isOver() || begun !== upload) return;
      if (answer.kind === 'ok') {
        asked.forEach((number, at) => {
          const url = answer.value.urls[at];
          if (url !== undefined) urls[number] = url;
        });
        broken = false;
        onChange();
      } else if (answer.kind === 'away') later(() => onChange());
      else if (answer.kind === 'closed') become('closed');
      else again(answer.text);
    });
  }

  /** The upload is not known any more: from the start, but not for ever. */
  function again(reason: string): void {
    refusals += 1;
    drop();
    if (refusals > REFUSALS) become('failed', reason);
    else later(begin);
  }

  function send(upload: BegunUpload, number: number, url: string): void {
    const { start, end } = rangeOf(number, upload);
    todo.splice(todo.indexOf(number), 1);
    const entry = { part: { abort: () => undefined } as RunningPart, loaded: 0 };
    running[number] = entry;
    const began = Date.now();
    entry.part = putPart(
      url,
      file.slice(start, end),
      (bytes) => {
        entry.loaded = Math.min(bytes, end - start);
        failures = 0;
        broken = false;
        onChange();
      },
      (outcome) => {
        delete running[number];
        if (outcome === 'stored') {
          onPart(Date.now() - began);
          stored += end - start;
          refusals = 0;
          failures = 0;
          broken = false;
          if (todo.length === 0 && numbers().length === 0) finish();
          else onChange();
          return;
        }
        if (outcome === 'broken') onPart(Infinity);
        todo.unshift(number);
        delete urls[number];
        if (outcome === 'refused') {
          refusals += 1;
          urls = {};
        }
        if (refusals > REFUSALS) {
          drop();
          become('failed', '');
        } else if (failures >= DOUBTS) doubt(upload);
        else later(() => onChange());
      },
    );
    onChange();
  }

  /** Browsers do not say whether it is the network or the file that failed; so the file is looked at. */
  function doubt(upload: BegunUpload): void {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (begun === upload && !isOver()) later(() => onChange());
    });
    reader.addEventListener('error', () => {
      drop();
      become('failed', changedText);
    });
    reader.readAsArrayBuffer(file.slice(0, 1));
  }

  function finish(): void {
    const upload = begun;
    if (upload === null || isOver() || state === 'finishing') return;
    become('finishing');
    const ask = () =>
      calls.finish(upload.id, (answer) => {
        if (state !== 'finishing') return;
        if (answer.kind === 'ok') {
          become('done');
          onDone(answer.value);
        } else if (answer.kind === 'away') later(ask);
        else if (answer.kind === 'closed') become('closed');
        else again(answer.text);
      });
    ask();
  }

  return {
    file,
    state: () => state,
    loaded: () => numbers().reduce((sum, number) => sum + (running[number]?.loaded ?? 0), stored),
    fault: () => fault,
    running: () => numbers().length,
    isBroken: () => broken,
    canSend: () => state === 'waiting' || (state === 'sending' && todo.length > 0 && timer === 0 && !asking),
    go() {
      if (state === 'waiting') return begin();
      const number = todo[0];
      if (state !== 'sending' || begun === null || number === undefined || asking) return undefined;
      const url = urls[number];
      return url === undefined ? sign(begun) : send(begun, number, url);
    },
    pause() {
      // What is being put together is as good as there.
      if (state === 'done' || state === 'finishing' || isOver()) return;
      drop();
      become('paused');
    },
    resume() {
      if (state !== 'paused' && state !== 'failed') return;
      refusals = 0;
      failures = 0;
      urls = {};
      begun = null;
      // What is stored by now is known to the cloud alone.
      become('waiting');
    },
    cancel() {
      drop();
      if (begun !== null && state !== 'done') calls.abort(begun.id);
      become('stopped');
    },
    wake() {
      const act = pending;
      if (act === null) return;
      failures = 0;
      clearTimeout(timer);
      timer = 0;
      pending = null;
      act();
    },
  };
}
