import { byId, make, toArray } from '../dom.ts';
import { say } from '../texts.ts';
import { makeCalls, type Calls } from './calls.ts';
import { droppedFiles } from './dropped.ts';
import { isSame, knownFile, makeKeptList } from './kept-list.ts';
import { makeQueue } from './queue.ts';
import { followRoom } from './room.ts';

/** Lets people send files: chosen, taken with the camera, or dropped. */
export function enhanceRequest(): void {
  const page = byId('request');
  const chooser = byId('chooser');
  const base = page?.getAttribute('data-base');
  if (page === null || chooser === null || base === null || base === undefined) return;
  chooser.hidden = false;
  const needed = byId('needs-script');
  if (needed !== null) needed.hidden = true;
  const kept = makeKeptList(base);
  const sender = byId('sender');
  const senderName = () => (sender instanceof HTMLInputElement ? sender.value.trim() : null);

  const calls = makeCalls(base);
  const room = followRoom(calls);
  const begin: Calls['begin'] = (file, done) =>
    calls.begin(file, (answer) => {
      done(answer);
      if (answer.kind === 'refused') room.look();
    });

  const queue = makeQueue({
    calls: { ...calls, begin },
    sender: senderName,
    onOver: (file) => {
      kept.remove(knownFile(file));
      showUnfinished();
      room.look();
    },
    isUnfinished: () => unfinished().length > 0,
  });

  function take(files: readonly File[]): void {
    if (files.length === 0 || !hasName()) return;
    files.forEach((file) => kept.add(knownFile(file)));
    queue.add(files);
    showUnfinished();
  }

  /** The name is asked for before anything is chosen, so that nobody has to choose twice. */
  function hasName(): boolean {
    const fits = senderName() !== '';
    if (sender === null) return true;
    sender.setAttribute('aria-invalid', fits ? 'false' : 'true');
    if (fits) return true;
    if (byId('fault') === null) {
      const fault = make('p', { class: 'fault', role: 'alert', id: 'fault' }, [say('nameNeeded')]);
      sender.setAttribute('aria-describedby', 'fault');
      sender.parentNode?.parentNode?.insertBefore(fault, sender.parentNode.nextSibling);
    }
    sender.focus();
    return false;
  }
  sender?.addEventListener('input', () => {
    const fault = byId('fault');
    fault?.parentNode?.removeChild(fault);
    sender.setAttribute('aria-invalid', 'false');
  });

  /** What was begun before this page was opened, and is not chosen again yet. */
  const unfinished = () =>
    kept.read().filter((file) => !queue.has((other) => isSame(knownFile(other), file)));

  function showUnfinished(): void {
    const section = byId('unfinished');
    const list = section?.querySelector('ul');
    if (!section || !list) return;
    const rest = unfinished();
    section.hidden = rest.length === 0;
    list.textContent = '';
    rest.forEach((file) => {
      const name = make('b', {}, [make('bdi', {}, [file.name])]);
      list.appendChild(make('li', { class: 'row send' }, [make('span', { class: 'label' }, [name])]));
    });
  }

  listenToChoosers(take, hasName);
  listenToDrops(take);
  window.addEventListener('online', () => queue.wake());
  window.addEventListener('beforeunload', (event) => {
    if (!queue.isBusy()) return undefined;
    event.preventDefault();
    // oxlint-disable-next-line typescript/no-deprecated -- what browsers of 2016 listen to
    event.returnValue = say('leaving');
    return say('leaving');
  });
  showUnfinished();
}

function listenToChoosers(take: (files: File[]) => void, hasName: () => boolean): void {
  const pairs = [
    ['choose', 'files'],
    ['take', 'photo'],
  ] as const;
  pairs.forEach(([buttonId, inputId]) => {
    const button = byId(buttonId);
    const input = byId(inputId);
    if (button === null || !(input instanceof HTMLInputElement)) return;
    button.addEventListener('click', () => {
      if (hasName()) input.click();
    });
    input.addEventListener('change', () => {
      take(toArray(input.files ?? []));
      // The same file can be chosen once more.
      input.value = '';
    });
  });
  // A camera is in the hand of who touches; dropping is for who has a mouse.
  const touches = 'ontouchstart' in window;
  const camera = byId('take');
  const or = byId('or');
  if (camera !== null) camera.hidden = !touches;
  if (or !== null) or.hidden = touches;
}

function listenToDrops(take: (files: File[]) => void): void {
  const place = byId('drop');
  let over = 0;
  const mark = (on: boolean) => {
    if (on) place?.classList.add('over');
    else place?.classList.remove('over');
  };
  document.addEventListener('dragenter', (event) => {
    event.preventDefault();
    over += 1;
    mark(true);
  });
  document.addEventListener('dragleave', () => {
    over -= 1;
    mark(over > 0);
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    over = 0;
    mark(false);
    if (event.dataTransfer !== null) droppedFiles(event.dataTransfer, take);
  });
}
