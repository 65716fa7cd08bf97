/** Where copies of the records lie in the store: nothing else begins so. */
export const SNAPSHOTS = 'meta/snapshots/';

/** Keys of contents; the cloud keeps other things in its store too, and an external store may hold other people's. */
const CONTENT = /^[\da-f]{2}\/[\da-f]{8}-[\da-f-]{27}$/u;

/** Whether a key is one of a content. */
export function isContent(key: string): boolean {
  return CONTENT.test(key);
}
