import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { TagMarks } from './tag.tsx';

afterEach(cleanup);

const marks = () => screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'));

test('every tag has a mark that is called by its name', () => {
  render(<TagMarks colors={['red', 'blue', 'grey']} name={(color) => `my ${color}`} />);
  expect(marks()).toEqual(['my red', 'my blue', 'my grey']);
});

test('where there is little room, more tags than that are counted, and still named', () => {
  render(<TagMarks colors={['red', 'orange', 'yellow', 'grey']} name={(color) => color} most={2} />);
  expect(marks()).toEqual(['red', 'orange', 'yellow, grey']);
  expect(screen.getByText('+2')).toBeDefined();
});

test('a count never stands for one tag alone', () => {
  render(<TagMarks colors={['red', 'orange', 'yellow']} name={(color) => color} most={2} />);
  expect(marks()).toEqual(['red', 'orange', 'yellow']);
});
