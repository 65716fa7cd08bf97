import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileType } from '../../../electron/contract/drive.ts';
import type { EngineState } from '../../../electron/contract/engine.ts';
import { api, queryClient } from '../api/queries.ts';
import { stubDesktop } from '../test/desktop-stub.ts';
import { madeEngine } from '../test/made.ts';
import { Thumbnail } from './thumbnail.tsx';

const BASE = 'app://content/token/';

stubDesktop(() => undefined);

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

/** What the content's address answers to questions. */
function answering(answer: () => Response) {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve().then(answer));
  vi.stubGlobal('fetch', asked);
  return asked;
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

test('the icon stays where there is no picture, and nobody is asked why a second time', async () => {
  const asked = answering(() => new Response(null, { status: 404 }));
  const image = show('pdf', 'c-none');
  fireEvent.error(picture(image()));
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  expect(image()).toBeNull();
  expect(screen.queryByText('icon')).not.toBeNull();
  cleanup();
  const again = show('pdf', 'c-none');
  fireEvent.error(picture(again()));
  expect(again()).toBeNull();
  expect(asked).toHaveBeenCalledTimes(1);
});

test('nothing is asked for what never has one', () => {
  expect(show('archive')()).toBeNull();
  expect(show('image', null)()).toBeNull();
});

test('a film that has none, and is not said to want one, is left alone', async () => {
  const asked = answering(() => new Response(null, { status: 404 }));
  const image = show('video', 'c2');
  fireEvent.error(picture(image()));
  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  expect(asked.mock.lastCall?.[0]).toBe(`${BASE}thumbnail/n1?c2`);
  expect(image()).toBeNull();
  expect(screen.queryByText('icon')).not.toBeNull();
});

/** How the cloud is, as the page hears it. */
function cloudIs(status: EngineState['status']): void {
  const key = api.engine.watch.experimental_liveKey();
  act(() => {
    queryClient.setQueryData(key, madeEngine({ status }));
  });
}

describe('a picture that did not come because the cloud was away', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  /** Lets answers come in, and so much time pass. */
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const HOUR = 3_600_000;

  test('is asked for again when it is back, and not before', async () => {
    answering(() => new Response(null, { status: 503 }));
    cloudIs('failed');
    const image = show('image', 'c3');
    fireEvent.error(picture(image()));
    await pass(HOUR);
    expect(image()).toBeNull();
    expect(screen.queryByText('icon')).not.toBeNull();
    cloudIs('running');
    await pass(5000);
    expect(image()?.src).toMatch(/\?c3#1$/u);
    fireEvent.load(picture(image()));
    expect(screen.queryByText('icon')).toBeNull();
  });

  test('is asked for a few times while nobody says that it was away, then only when it comes back', async () => {
    answering(() => {
      throw new TypeError('nobody answered');
    });
    cloudIs('running');
    const image = show('image', 'c4');
    let tries = 0;
    for (; image() !== null && tries < 20; tries += 1) {
      fireEvent.error(picture(image()));
      await pass(0);
      await pass(HOUR);
    }
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(6);
    cloudIs('starting');
    await pass(10);
    cloudIs('running');
    await pass(5000);
    expect(image()).not.toBeNull();
  });

  test('is not waited for once nobody looks at it', async () => {
    const asked = answering(() => new Response(null, { status: 503 }));
    cloudIs('running');
    const image = show('image', 'c5');
    fireEvent.error(picture(image()));
    await pass(0);
    cleanup();
    await pass(HOUR);
    expect(asked).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});
