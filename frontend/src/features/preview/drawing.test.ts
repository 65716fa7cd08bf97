import { expect, test } from 'vitest';
import { isTooMuch } from './drawing.ts';

const svg = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inner}</svg>`;

/** Twelve levels, each of which repeats the one below ten times. */
const levels = (repeat: (id: string) => string) =>
  svg(
    `${Array.from({ length: 12 }, (_, at) => `<g id="g${String(at)}">${repeat(`g${String(at + 1)}`).repeat(10)}</g>`).join('')}<g id="g12"><path/></g>`,
  );

test('an ordinary drawing is painted, with what it uses again', () => {
  const leaf = '<symbol id="leaf"><path/><path/></symbol>';
  expect(isTooMuch(svg(leaf + '<use href="#leaf" fill="url(#none)"/>'.repeat(5000)))).toBe(false);
});

test.each([
  ['by using parts', (id: string) => `<use href="#${id}"/>`],
  ['by links as they were', (id: string) => `<use xlink:href="#${id}"/>`],
  ['by patterns', (id: string) => `<rect fill="url(#${id})"/>`],
  ['by its styles', (id: string) => `<rect style="mask: url('#${id}')"/>`],
])('a drawing that repeats without end %s is not', (_how, repeat) => {
  expect(isTooMuch(levels(repeat))).toBe(true);
});

test('a drawing in a drawing is not looked into, and not painted', () => {
  expect(isTooMuch(svg('<image href="data:image/svg+xml,&lt;svg/&gt;"/>'))).toBe(true);
});

test('one that uses itself comes to an end', () => {
  expect(isTooMuch(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))).toBe(false);
});

test('what is no drawing is left to others', () => {
  expect(isTooMuch('<svg><not closed')).toBe(false);
});
