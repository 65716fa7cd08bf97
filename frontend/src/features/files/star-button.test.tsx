import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import { madeFile } from '../../test/made.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { MotionContext } from './scrolling.ts';
import { StarButton } from './star-button.tsx';

afterEach(cleanup);

const texts = startTexts('en');

const star = (scrolling: boolean, favourite = false) => (
  <I18nextProvider i18n={texts}>
    <MotionContext value={scrolling ? 'scrolling' : 'still'}>
      <StarButton node={madeFile({ id: 'a', favourite })} />
    </MotionContext>
  </I18nextProvider>
);

test('what flies past while one scrolls has no button to press; it comes when the list stands still, and stays', () => {
  const { rerender } = render(star(true));
  expect(screen.queryByRole('button')).toBeNull();
  rerender(star(false));
  expect(screen.getByRole('button')).toBeDefined();
  rerender(star(true));
  expect(screen.getByRole('button')).toBeDefined();
});

test('a favourite shows that it is one at any speed', () => {
  render(star(true, true));
  expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('true');
});

test('under a finger, where the button always shows, it comes at once', () => {
  fireEvent.pointerDown(document.body, { pointerType: 'touch' });
  render(star(true));
  expect(screen.getByRole('button')).toBeDefined();
});
