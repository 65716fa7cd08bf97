/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the real rows are no table either */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useKeptFocus } from './use-kept-focus.ts';

/** A list with a toolbar for as long as something is selected. */
function List({ rows, selected }: { rows: readonly string[]; selected: number }) {
  const frame = useKeptFocus(selected);
  return (
    <main>
      <h1 tabIndex={-1}>Folder</h1>
      <div ref={frame}>
        {selected > 0 ? <button type="button">Tags</button> : null}
        {rows.map((name, at) => (
          <div key={name} role="row" tabIndex={at === 0 ? 0 : -1}>
            {name}
          </div>
        ))}
      </div>
      <input aria-label="elsewhere" />
    </main>
  );
}

afterEach(cleanup);

test('a button that goes with the selection leaves the focus to the list', async () => {
  const { rerender } = render(<List rows={['a', 'b']} selected={1} />);
  screen.getByRole('button').focus();
  rerender(<List rows={['b']} selected={0} />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('row', { name: 'b' })));
});

test('the last row leaves it to the title of the page', async () => {
  const { rerender } = render(<List rows={['a']} selected={1} />);
  screen.getByRole('row').focus();
  rerender(<List rows={[]} selected={0} />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading')));
});

test('a focus that is somewhere else stays there', async () => {
  const { rerender } = render(<List rows={['a', 'b']} selected={1} />);
  screen.getByRole('textbox').focus();
  rerender(<List rows={['b']} selected={0} />);
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
