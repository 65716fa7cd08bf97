import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { EmptyState } from './empty-state.tsx';

afterEach(cleanup);

test.each([
  ['stands below the heading of its page', false, 2],
  ['is the heading of a page that has nothing else', true, 1],
])('what is said where there is nothing %s', (_what, wholePage, level) => {
  render(<EmptyState illustration="search" title="Nothing" text="" wholePage={wholePage} />);
  expect(screen.getByRole('heading', { name: 'Nothing', level })).toBeDefined();
});
