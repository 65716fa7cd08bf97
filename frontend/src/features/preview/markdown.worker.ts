import { setMarkdown } from './markdown.ts';

// Some texts take for ever, and were made to: the page ends this thread then, and is not held up itself.
addEventListener('message', ({ data }: MessageEvent<string>) => {
  postMessage(setMarkdown(data));
});
