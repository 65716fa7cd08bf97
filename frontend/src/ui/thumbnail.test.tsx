import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FileType } from '../../../electron/contract/drive.ts';
import { api, queryClient } from '../api/queries.ts';
import { Thumbnail } from './thumbnail.tsx';

const BASE = 'app://content/token/';

beforeEach(() => queryClient.setQueryData(api.previews.access.queryKey(), { base: BASE }));
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

function show(type: FileType, contentId: string | null = 'c1') {
  const node = { id: 'n1', type, contentId };
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <Thumbnail node={node} className="size-9" fallback={<span>icon</span>} />
    </QueryClientProvider>,
  );
  return () => container.querySelector('img');
}

function picture(found: HTMLImageElement | null): HTMLImageElement {
  if (found === null) throw new Error('no picture');
  return found;
}

test('the icon stands in the place until the picture is there', () => {
  const image = show('image');
  expect(image()?.getAttribute('src')).toBe(`${BASE}thumbnail/n1?c1`);
  expect(image()?.getAttribute('loading')).toBe('lazy');
  expect(image()?.getAttribute('alt')).toBe('');
  expect(screen.queryByText('icon')).not.toBeNull();
  fireEvent.load(picture(image()));
  expect(screen.queryByText('icon')).toBeNull();
});

test('the icon stays where there is no picture', () => {
  const image = show('pdf');
  fireEvent.error(picture(image()));
  expect(image()).toBeNull();
  expect(screen.queryByText('icon')).not.toBeNull();
});

test('nothing is asked for what never has one', () => {
  expect(show('archive')()).toBeNull();
  expect(show('image', null)()).toBeNull();
});

test('a film that has none, and is not said to want one, is left alone', async () => {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve(new Response(null, { status: 404 })));
  vi.stubGlobal('fetch', asked);
  const image = show('video', 'c2');
  fireEvent.error(picture(image()));
  await waitFor(() => expect(asked).toHaveBeenCalledWith(`${BASE}thumbnail/n1?c2`, { method: 'HEAD' }));
  expect(image()).toBeNull();
  expect(screen.queryByText('icon')).not.toBeNull();
});
