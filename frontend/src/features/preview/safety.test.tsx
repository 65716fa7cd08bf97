import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubMeasuring } from '../../test/desktop-stub.ts';
import { highlightLines } from './highlight.ts';
import { Lines } from './lines.tsx';
import { SetMarkdown } from './markdown-view.tsx';
import { setMarkdown } from './markdown.ts';
import { type Shown, ShownContext } from './shown.ts';
import type { HighlightRequest } from './use-highlight.ts';

/** Files that want to act. Whatever they hold stays letters. */

const texts = startTexts('en');

beforeEach(() => {
  // jsdom lays nothing out, and a list without height shows no lines.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(22);
  stubMeasuring();
  // The same work without a thread of its own, which jsdom does not have.
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage({ text, language }: HighlightRequest) {
        queueMicrotask(() =>
          this.dispatchEvent(new MessageEvent('message', { data: highlightLines(text, language) })),
        );
      }
      terminate = () => undefined;
    },
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function show(name: string, content: React.ReactNode): HTMLElement {
  const shown: Shown = {
    subject: {
      id: 'id',
      name,
      sizeBytes: 1,
      type: 'code',
      mime: 'text/html',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-01T00:00:00Z',
      contentId: 'content',
      versionId: null,
    },
    url: 'app://content/x',
    thumbnail: null,
    onDownload: undefined,
  };
  return render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <ShownContext value={shown}>{content}</ShownContext>
      </QueryClientProvider>
    </I18nextProvider>,
  ).container;
}

/** Elements that could do something, and attributes that could start it. */
function dangers(container: HTMLElement): string[] {
  const elements = [...container.querySelectorAll('*')];
  const acting = elements.filter((element) =>
    element.matches('script, iframe, object, embed, form, link, style, base, img, a, video, audio, input'),
  );
  const starting = elements
    .flatMap((element) => element.getAttributeNames())
    .filter((name) => /^on|^href$|^src$|^action$/u.test(name));
  return [...acting.map(({ tagName }) => tagName), ...starting];
}

test('a page in HTML is shown as it is written and is no page', async () => {
  const page = '<script>alert(1)</script><img src=x onerror=alert(2)><iframe src="javascript:alert(3)">';
  const container = show('a.html', <Lines text={page} language="xml" numbered />);
  expect(dangers(container)).toEqual([]);
  await vi.waitFor(() => expect(container.querySelector('.hljs-tag, .hljs-name')).not.toBeNull(), 20_000);
  expect(dangers(container)).toEqual([]);
  expect(container.textContent).toContain(page);
});

test('HTML within Markdown is left away', () => {
  const container = show(
    'a.md',
    <SetMarkdown
      parts={setMarkdown('before\n\n<script>alert(1)</script>\n\n<b onclick="x()">inline</b> after') ?? []}
    />,
  );
  expect(dangers(container)).toEqual([]);
  expect(container.querySelector('b, script')).toBeNull();
  expect(screen.getByText(/after/u)).toBeDefined();
});

test('links in Markdown are words, whatever they lead to', () => {
  const container = show(
    'a.md',
    <SetMarkdown
      parts={
        setMarkdown(
          '[one](javascript:alert(1)) [two](https://example.com/x) <https://example.com> www.example.com',
        ) ?? []
      }
    />,
  );
  expect(dangers(container)).toEqual([]);
  expect(screen.getByText('two').title).toBe('https://example.com/x');
  expect(screen.getByText('one').title).not.toContain('javascript');
});

test('pictures in Markdown are named and never fetched', () => {
  const container = show(
    'a.md',
    <SetMarkdown parts={setMarkdown('![a cat](https://example.com/cat.png)\n\n![](x.png)') ?? []} />,
  );
  expect(dangers(container)).toEqual([]);
  expect(screen.getByText('a cat')).toBeDefined();
  expect(screen.getByText('Picture')).toBeDefined();
});

test('tasks in Markdown are told, not ticked', () => {
  const container = show('a.md', <SetMarkdown parts={setMarkdown('- [x] paint\n- [ ] clean') ?? []} />);
  expect(dangers(container)).toEqual([]);
  expect(screen.getByText(/Done:/u).closest('li')?.textContent).toContain('paint');
  expect(screen.getByText(/Open:/u).closest('li')?.textContent).toContain('clean');
});
