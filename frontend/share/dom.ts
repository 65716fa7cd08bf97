/** What this script needs of a page. Browsers of 2016 run it: nothing newer is asked of them. */

/** An element of the page by its id; null where the page has none. */
export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

/** What browsers give as lists of their own, as an array. */
export function toArray<T>(list: ArrayLike<T>): T[] {
  const array: T[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const one = list[at];
    if (one !== undefined) array.push(one);
  }
  return array;
}

/** Every element that fits, as an array. */
export function all(selector: string, within: ParentNode = document): HTMLElement[] {
  return toArray(within.querySelectorAll<HTMLElement>(selector));
}

/** An element with attributes and what is in it; words are only ever words. */
export function make(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  inner: readonly (Node | string)[] = [],
): HTMLElement {
  const element = document.createElement(tag);
  Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key] ?? ''));
  inner.forEach((one) => element.appendChild(typeof one === 'string' ? document.createTextNode(one) : one));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of one line on 24 by 24; silent. */
export function drawing(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.appendChild(line);
  return svg;
}

export const DRAWINGS = {
  left: 'm15 6-6 6 6 6',
  right: 'm9 6 6 6-6 6',
  close: 'm6 6 12 12M18 6 6 18',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  pause: 'M9 5.5v13M15 5.5v13',
  play: 'M8 5v14l11-7z',
  again: 'M4.5 12a7.5 7.5 0 1 0 2.5-5.6M4.5 4v4h4',
} as const;

/** A button that is a drawing, with a name for those who cannot see it. */
export function iconButton(label: string, path: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.appendChild(drawing(path));
  name(button, label);
  button.addEventListener('click', press);
  return button;
}

/** Names a control. */
export function name(control: HTMLElement, label: string): void {
  control.setAttribute('aria-label', label);
  control.title = label;
}

/** Which key it was, also where browsers say it in numbers only. */
export function keyOf(event: KeyboardEvent): 'escape' | 'left' | 'right' | 'tab' | '' {
  // oxlint-disable-next-line typescript/no-deprecated -- all that browsers of 2016 say
  const code = event.keyCode;
  if (event.key === 'Escape' || code === 27) return 'escape';
  if (event.key === 'ArrowLeft' || code === 37) return 'left';
  if (event.key === 'ArrowRight' || code === 39) return 'right';
  return event.key === 'Tab' || code === 9 ? 'tab' : '';
}
