import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useLeftFocus } from './use-left-focus.ts';

afterEach(cleanup);

function Line({ name }: { readonly name: string }) {
  return (
    <li ref={useLeftFocus<HTMLLIElement>()}>
      <button type="button">{name}</button>
    </li>
  );
}

function Part({ names }: { readonly names: readonly string[] }) {
  return (
    <section aria-label="Largest">
      <ul>
        {names.map((name) => (
          <Line key={name} name={name} />
        ))}
      </ul>
    </section>
  );
}

test('the focus that was in a line that goes is in its part of the page', () => {
  const { rerender } = render(<Part names={['a', 'b']} />);
  screen.getByRole('button', { name: 'a' }).focus();
  rerender(<Part names={['b']} />);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Largest' }));
});

test('the focus elsewhere stays', () => {
  const { rerender } = render(<Part names={['a', 'b']} />);
  const other = screen.getByRole('button', { name: 'b' });
  other.focus();
  rerender(<Part names={['b']} />);
  expect(document.activeElement).toBe(other);
});
