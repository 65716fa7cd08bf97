import type { OpenShare } from '../../../sharing/share-door.ts';
import type { Words } from '../words.ts';

type Request = OpenShare['request'];

/** What still fits into a request, in sentences, by what arrived until now; empty where its owner set no caps. */
export function roomLines(request: Request, words: Words): string[] {
  if (request === null) return [];
  const { maximumFiles, maximumBytes, maximumFileBytes, files, bytes } = request;
  const left = (maximum: number, used: number) => Math.max(maximum - used, 0);
  return [
    ...(maximumFiles === null ? [] : [words.count('capFiles', left(maximumFiles, files))]),
    ...(maximumBytes === null
      ? []
      : [words.say('capBytes', { size: words.size(left(maximumBytes, bytes)) })]),
    ...(maximumFileBytes === null ? [] : [words.say('capFile', { size: words.size(maximumFileBytes) })]),
  ];
}

/** Whether a request has everything it asked for. */
export function isFull(request: Request): boolean {
  if (request === null) return false;
  const { maximumFiles, maximumBytes, files, bytes } = request;
  return (maximumFiles !== null && files >= maximumFiles) || (maximumBytes !== null && bytes >= maximumBytes);
}
