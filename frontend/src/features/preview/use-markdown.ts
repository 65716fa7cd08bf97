import { startTransition, useEffect, useState } from 'react';
import type { SetPart } from './markdown.ts';

/** A text that takes longer was made to. In milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * A Markdown text, set beside the page; `waiting` until that is done. Null when it cannot be set, and for no text at
 * all.
 */
export function useMarkdown(text: string | null): readonly SetPart[] | null | 'waiting' {
  const [done, setDone] = useState<{ readonly text: string; readonly parts: readonly SetPart[] | null }>();
  useEffect(() => {
    if (text === null) return undefined;
    const worker = new Worker(new URL('./markdown.worker.ts', import.meta.url), { type: 'module' });
    const end = (parts: readonly SetPart[] | null) => {
      clearTimeout(patience);
      worker.terminate();
      startTransition(() => setDone({ text, parts }));
    };
    const patience = setTimeout(() => end(null), PATIENCE_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<readonly SetPart[] | null>) => end(data));
    worker.addEventListener('error', () => end(null));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(text);
    return () => {
      clearTimeout(patience);
      worker.terminate();
    };
  }, [text]);
  if (text === null) return null;
  return done?.text === text ? done.parts : 'waiting';
}
