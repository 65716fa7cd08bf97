import { highlightLines } from './highlight.ts';
import type { HighlightRequest } from './use-highlight.ts';

// Colouring a long text takes longer than a frame, so it is done beside the page.
addEventListener('message', ({ data }: MessageEvent<HighlightRequest>) => {
  postMessage(highlightLines(data.text, data.language));
});
