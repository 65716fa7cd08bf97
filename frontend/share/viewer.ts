import { all, byId, drawing, DRAWINGS, iconButton, keyOf, make, name, toArray } from './dom.ts';
import { dropEmptyPoster } from './film.ts';
import { say } from './texts.ts';

/** How far a finger has to go to the side to mean the next picture, in CSS pixels. */
const SWIPE = 45;

interface Shown {
  readonly root: HTMLElement;
  readonly title: HTMLElement;
  readonly position: HTMLElement;
  readonly stage: HTMLElement;
  readonly save: HTMLAnchorElement;
  readonly before: HTMLButtonElement;
  readonly after: HTMLButtonElement;
}

/** Shows pictures and films over the page, one after the other: by keys, by swiping, by buttons. */
export function enhanceViewer(): void {
  const place = byId('viewer');
  if (place === null) return;
  let shown: Shown | null = null;
  let at = 0;
  let opener: HTMLElement | null = null;

  // Asked for anew each time: "Show more" adds some.
  const links = () => all('a[data-viewer]');

  function open(link: HTMLElement): void {
    opener = link;
    at = links().indexOf(link);
    shown = build();
    place?.appendChild(shown.root);
    document.documentElement.classList.add('locked');
    hidePage(true);
    // So that the phone's own "back" closes it.
    history.pushState({ viewer: true }, '');
    show();
    shown.root.focus();
  }

  function close(): void {
    if (shown === null) return;
    shown.stage.textContent = '';
    place?.removeChild(shown.root);
    shown = null;
    document.documentElement.classList.remove('locked');
    hidePage(false);
    opener?.focus();
  }

  function show(): void {
    const list = links();
    const link = list[at];
    if (shown === null || link === undefined) return;
    const title = link.getAttribute('data-name') ?? '';
    const { stage, before, after, save } = shown;
    all('img,video', stage).forEach((old) => stage.removeChild(old));
    stage.insertBefore(content(link, title), before);
    shown.title.textContent = title;
    shown.position.textContent = say('position', { at: String(at + 1), count: String(list.length) });
    before.disabled = at === 0;
    after.disabled = at === list.length - 1;
    const saved = link.getAttribute('data-save');
    save.hidden = saved === null;
    if (saved !== null) save.href = saved;
    opener = link;
    preload(list[at + 1]);
  }

  function step(by: number): void {
    const count = links().length;
    const next = at + by;
    if (next < 0 || next >= count) return;
    at = next;
    show();
    // A button that is of no use any more must not keep the focus.
    const { activeElement } = document;
    if (activeElement instanceof HTMLButtonElement && activeElement.disabled) shown?.root.focus();
  }

  function build(): Shown {
    const back = () => history.back();
    const title = make('b', {});
    const position = make('small', {});
    const save = document.createElement('a');
    save.className = 'save';
    save.appendChild(drawing(DRAWINGS.download));
    name(save, say('download'));
    const before = iconButton(say('previous'), DRAWINGS.left, () => step(-1));
    before.className = 'step before';
    const after = iconButton(say('next'), DRAWINGS.right, () => step(1));
    after.className = 'step after';
    const stage = make('div', { class: 'stage' }, [before, after]);
    const strip = make('div', { class: 'strip' }, [
      make('div', { class: 'what', 'aria-live': 'polite', 'aria-atomic': 'true' }, [title, position]),
      save,
      iconButton(say('close'), DRAWINGS.close, back),
    ]);
    const root = make(
      'div',
      { class: 'viewer', role: 'dialog', 'aria-modal': 'true', 'aria-label': say('viewer'), tabindex: '-1' },
      [strip, stage],
    );
    listen(root, { back, step });
    return { root, title, position, stage, save, before, after };
  }

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-viewer]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(link);
  });
  window.addEventListener('popstate', close);
}

/** For those who cannot see that the page is covered. */
function hidePage(hidden: boolean): void {
  all('body > header, body > footer, body > .skip, main > *:not(#viewer)').forEach((part) => {
    if (hidden) {
      part.setAttribute('aria-hidden', 'true');
      part.setAttribute('inert', '');
    } else {
      part.removeAttribute('aria-hidden');
      part.removeAttribute('inert');
    }
  });
}

function content(link: HTMLElement, title: string): HTMLElement {
  const full = link.getAttribute('data-full') ?? '';
  const poster = link.getAttribute('data-poster') ?? '';
  if (link.getAttribute('data-viewer') !== 'video') return picture(full, poster, title);
  const film = make('video', { src: full, poster, controls: '', playsinline: '', preload: 'metadata' });
  film.setAttribute('aria-label', title);
  // What is only to be looked at has no button that saves it, the browser's own included.
  if (link.getAttribute('data-save') === null) film.setAttribute('controlslist', 'nodownload');
  dropEmptyPoster(film);
  return film;
}

/** A large picture; until it is there, the small one that the page has already. */
function picture(full: string, small: string, title: string): HTMLElement {
  const image = make('img', { alt: title });
  image.style.background = `url("${small}") center / contain no-repeat`;
  image.style.width = '100%';
  image.style.height = '100%';
  image.addEventListener('load', () => {
    image.style.background = '';
    image.style.width = '';
    image.style.height = '';
  });
  image.setAttribute('src', full);
  return image;
}

function preload(next: HTMLElement | undefined): void {
  if (next?.getAttribute('data-viewer') === 'image') new Image().src = next.getAttribute('data-full') ?? '';
}

function listen(
  root: HTMLElement,
  act: { readonly back: () => void; readonly step: (by: number) => void },
): void {
  root.addEventListener('keydown', (event) => {
    const key = keyOf(event);
    const inVideo = event.target instanceof HTMLVideoElement;
    if (key === 'escape') act.back();
    else if (key === 'left' && !inVideo) act.step(-1);
    else if (key === 'right' && !inVideo) act.step(1);
    else if (key === 'tab') keepFocus(root, event);
    else return;
    if (key !== 'tab') event.preventDefault();
  });
  let start: { x: number; y: number } | null = null;
  root.addEventListener('touchstart', (event) => {
    const [touch] = toArray(event.touches);
    const inVideo = event.target instanceof HTMLVideoElement;
    start = event.touches.length === 1 && touch !== undefined && !inVideo ? point(touch) : null;
  });
  root.addEventListener('touchend', (event) => {
    const [touch] = toArray(event.changedTouches);
    if (start === null || touch === undefined) return;
    const to = point(touch);
    const [x, y] = [to.x - start.x, to.y - start.y];
    start = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) act.step(x < 0 ? 1 : -1);
    else if (y > 2 * SWIPE && y > 2 * Math.abs(x)) act.back();
  });
}

const point = (touch: Touch) => ({ x: touch.clientX, y: touch.clientY });

/** The page below is covered, so Tab goes round within. */
function keepFocus(root: HTMLElement, event: KeyboardEvent): void {
  const stops = all('button:not([disabled]),a[href],video', root).filter(
    (stop) => stop.offsetParent !== null,
  );
  const first = stops[0];
  const last = stops[stops.length - 1];
  const { activeElement } = document;
  if (event.shiftKey && (activeElement === first || activeElement === root)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}
