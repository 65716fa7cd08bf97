import { useEffect, useState } from 'react';
import type { Run } from './highlight.ts';
import type { CodeLanguage } from './languages.ts';

export interface HighlightRequest {
  readonly text: string;
  readonly language: CodeLanguage;
}

/** Longest text whose words are coloured, in letters. */
const LONGEST = 600_000;

/** The lines of a text with its words coloured; null until that is done, and when it is not worth it. */
export function useHighlight(text: string, language: CodeLanguage | null): Run[][] | null {
  const [done, setDone] = useState<{ readonly text: string; readonly lines: Run[][] } | null>(null);
  useEffect(() => {
    if (language === null || text.length > LONGEST) return undefined;
    const worker = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Run[][]>) => {
      setDone({ text, lines: data });
      worker.terminate();
    });
    const request: HighlightRequest = { text, language };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(request);
    return () => worker.terminate();
  }, [text, language]);
  return done?.text === text ? done.lines : null;
}
