import { DRAWINGS, drawing, iconButton, make, name as nameControl } from '../dom.ts';
import { say, size } from '../texts.ts';
import type { Upload } from './upload.ts';

/** How an upload looks in the list. */
export interface UploadRow {
  readonly element: HTMLElement;
  update(): void;
}

const WORDS = {
  waiting: 'waiting',
  starting: 'starting',
  paused: 'paused',
  finishing: 'finishing',
  done: 'done',
  stopped: 'stopped',
} as const;

/** A bar that says how far something is. */
export function makeMeter(label: string) {
  const fill = document.createElement('i');
  const element = make(
    'div',
    {
      class: 'meter',
      role: 'progressbar',
      'aria-label': label,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    [fill],
  );
  return {
    element,
    set(part: number): void {
      const percent = Math.floor(Math.min(1, Math.max(0, part)) * 100);
      fill.style.width = `${percent}%`;
      element.setAttribute('aria-valuenow', String(percent));
    },
  };
}

/** Makes the row of an upload. */
export function makeUploadRow(upload: Upload, forget: () => void): UploadRow {
  const { file } = upload;
  const { name } = file;
  const status = make('small', {});
  const meter = makeMeter(say('progressNamed', { name }));
  const toggle = iconButton('', DRAWINGS.pause, () => {
    const state = upload.state();
    if (state === 'paused' || state === 'failed') upload.resume();
    else upload.pause();
  });
  const cancel = iconButton(say('cancelNamed', { name }), DRAWINGS.close, () => {
    upload.cancel();
    forget();
  });
  const element = make('li', { class: 'row send' }, [
    make('div', { class: 'label' }, [
      make('div', { class: 'line' }, [
        make('div', { class: 'label' }, [make('b', {}, [make('bdi', {}, [name])]), status]),
        make('div', { class: 'tools' }, [toggle, cancel]),
      ]),
      meter.element,
    ]),
  ]);
  let drawn = '';

  function drawToggle(state: string): void {
    const kind = state === 'failed' ? 'again' : state === 'paused' ? 'play' : 'pause';
    toggle.hidden = state === 'finishing' || state === 'done' || state === 'closed';
    cancel.hidden = state === 'finishing' || state === 'done';
    if (kind === drawn) return;
    drawn = kind;
    toggle.textContent = '';
    toggle.appendChild(drawing(DRAWINGS[kind]));
    const key = { again: 'retryNamed', play: 'resumeNamed', pause: 'pauseNamed' }[kind];
    nameControl(toggle, say(key, { name }));
  }

  return {
    element,
    update() {
      const state = upload.state();
      const done = size(upload.loaded());
      drawToggle(state);
      meter.element.hidden = state === 'failed' || state === 'closed';
      meter.set(file.size === 0 ? 0 : upload.loaded() / file.size);
      const bad = state === 'failed' || state === 'closed';
      status.className = bad ? 'bad' : state === 'done' ? 'good' : '';
      const text = bad
        ? upload.fault() || say(state === 'closed' ? 'closedTitle' : 'OTHER')
        : state === 'sending'
          ? say('total', { done, size: size(file.size) })
          : say(WORDS[state]);
      // Read out at once; how far it is, is not.
      if (bad) status.setAttribute('role', 'alert');
      else status.removeAttribute('role');
      if (status.textContent !== text) status.textContent = text;
    },
  };
}
