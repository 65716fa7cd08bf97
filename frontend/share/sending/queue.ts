import { byId, make } from '../dom.ts';
import { say, size, timeLeft } from '../texts.ts';
import type { SendingCalls } from './calls.ts';
import { isSame, knownFile } from './kept-list.ts';
import { makeReceipt } from './receipt.ts';
import { makeSpeed } from './speed.ts';
import { makeMeter, makeUploadRow, type UploadRow } from './upload-row.ts';
import { makeUpload, type Upload } from './upload.ts';

/** Parts on their way at once, of all files together: enough to fill the network, few enough for an old phone. */
const PARTS_AT_ONCE = 3;
/** A part that takes less lets several go at once; one that takes longer lets no other beside it. In milliseconds. */
const QUICK_MS = 5000;
const SLOW_MS = 20_000;
/** How often the page is drawn at most, in milliseconds. */
const DRAW_MS = 200;

interface Options {
  readonly calls: SendingCalls;
  readonly sender: () => string | null;
  /** A file arrived, or was given up. */
  readonly onOver: (file: File) => void;
  /** Whether something that was begun before still waits for being chosen again. */
  readonly isUnfinished: () => boolean;
}

/** All files that are being sent. */
export function makeQueue({ calls, sender, onOver, isUnfinished }: Options) {
  let entries: { upload: Upload; row: UploadRow }[] = [];
  /** Files of other folders that the cloud could not tell from one that is being sent: each waits until that is over. */
  let twins: File[] = [];
  /** Bytes of what arrived since the list was empty the last time. */
  let arrived = 0;
  let drawing = 0;
  let pumping = 0;
  const receipt = makeReceipt();
  let speed = makeSpeed();
  /** One until it is known how quick the network is: of what breaks off in the middle of a part nothing is kept. */
  let atOnce = 1;
  const list = byId('queue');
  const section = byId('sending');
  const broken = byId('broken');
  const meter = makeMeter(say('progressAll'));
  const done = make('span', {});
  const rest = make('span', {});
  const whole = byId('whole');
  whole?.appendChild(meter.element);
  whole?.appendChild(make('p', { class: 'sums' }, [done, rest]));
  const pauseAll = byId('pause-all');

  const uploads = () => entries.map(({ upload }) => upload);
  const isPaused = (upload: Upload) => upload.state() === 'paused';
  const isOver = (upload: Upload) => ['failed', 'closed', 'stopped', 'done'].indexOf(upload.state()) !== -1;
  const isBusy = () => twins.length > 0 || uploads().some((upload) => !isOver(upload));
  const isTwinOf = (file: File) => (other: File) => isSame(knownFile(file), knownFile(other));

  /** Keeps as many parts on their way as there may be; the first files first. */
  function pump(): void {
    pumping = 0;
    let room = atOnce;
    uploads().forEach((upload) => {
      const state = upload.state();
      room -= Math.max(upload.running(), state === 'starting' || state === 'finishing' ? 1 : 0);
    });
    uploads().forEach((upload) => {
      while (room > 0 && upload.canSend()) {
        upload.go();
        room -= 1;
      }
    });
  }

  function changed(): void {
    if (pumping === 0) pumping = window.setTimeout(pump, 0);
    if (drawing === 0)
      drawing = window.setTimeout(() => {
        drawing = 0;
        draw();
      }, DRAW_MS);
  }

  function draw(): void {
    entries.forEach(({ row }) => row.update());
    if (section !== null) section.hidden = entries.length === 0;
    const live = uploads().filter((upload) => !isOver(upload));
    const total = live.reduce((sum, { file }) => sum + file.size, arrived);
    const loaded = live.reduce((sum, upload) => sum + upload.loaded(), arrived);
    speed.note(loaded);
    meter.set(total === 0 ? 0 : loaded / total);
    done.textContent = say('total', { done: size(loaded), size: size(total) });
    const rate = speed.now();
    const moves = live.some((upload) => upload.running() > 0);
    rest.textContent =
      rate === null || !moves
        ? ''
        : `${say('speed', { size: size(rate) })} · ${timeLeft((total - loaded) / rate)}`;
    if (broken !== null) broken.hidden = !live.some((upload) => upload.isBroken());
    if (whole !== null) whole.hidden = live.length === 0;
    if (pauseAll !== null) {
      pauseAll.textContent = say(live.length > 0 && live.every(isPaused) ? 'resumeAll' : 'pauseAll');
      pauseAll.hidden = live.length === 0;
    }
  }

  function forget(upload: Upload): void {
    entries.forEach((entry, at) => {
      if (entry.upload !== upload) return;
      const { element } = entry.row;
      const held = element.contains(document.activeElement);
      list?.removeChild(element);
      if (held) stand(entries[at + 1] ?? entries[at - 1]);
    });
    entries = entries.filter((entry) => entry.upload !== upload);
    onOver(upload.file);
    const next = twins.find(isTwinOf(upload.file));
    if (next !== undefined) {
      twins = twins.filter((file) => file !== next);
      addOne(next);
    }
    if (entries.length === 0) {
      arrived = 0;
      speed = makeSpeed();
    }
    receipt.say(entries.length === 0 && !isUnfinished());
    changed();
  }

  /** Who goes by keys stays where they were: at the row beside, or where files are chosen. */
  function stand(beside: { readonly row: UploadRow } | undefined): void {
    const button = beside?.row.element.querySelector('button:not([hidden])');
    const next = button instanceof HTMLElement ? button : byId('choose');
    next?.focus();
  }

  function addOne(file: File): void {
    const upload = makeUpload({
      file,
      sender,
      calls,
      changedText: say('changed'),
      onChange: changed,
      onPart(ms) {
        if (ms < QUICK_MS) atOnce = PARTS_AT_ONCE;
        else if (ms > SLOW_MS) atOnce = 1;
      },
      onDone: (sent) => {
        arrived += file.size;
        receipt.add(sent);
        forget(upload);
      },
    });
    const row = makeUploadRow(upload, () => forget(upload));
    list?.appendChild(row.element);
    entries.push({ upload, row });
  }

  pauseAll?.addEventListener('click', () => {
    const live = uploads().filter((upload) => !isOver(upload));
    const resume = live.every(isPaused);
    live.forEach((upload) => (resume ? upload.resume() : upload.pause()));
    draw();
  });
  // Time left and speed go on being true while nothing moves.
  setInterval(() => {
    if (isBusy()) changed();
  }, 1000);

  return {
    /** Takes files that are not in it yet. */
    add(files: readonly File[]): void {
      const before = uploads();
      files.forEach((file) => {
        const isTwin = isTwinOf(file);
        const known = before.find((upload) => isTwin(upload.file));
        if (known !== undefined) known.resume();
        // Nothing is chosen twice at once, so this is another file of the same name, size and time.
        else if (uploads().some((upload) => isTwin(upload.file))) twins.push(file);
        else addOne(file);
      });
      changed();
      draw();
      // On a phone it would be below what is seen.
      section?.scrollIntoView();
    },
    has: (fits: (file: File) => boolean): boolean => uploads().some(({ file }) => fits(file)),
    isBusy,
    wake: () => uploads().forEach((upload) => upload.wake()),
  };
}
