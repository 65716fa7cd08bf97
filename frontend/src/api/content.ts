import { useQuery } from '@tanstack/react-query';
import { BROWSER_PICTURES } from '../../../electron/contract/previews.ts';
import { client } from './client.ts';
import { api, queryClient } from './queries.ts';
import { saveAddress } from './save.ts';

export { LARGE_SIDE } from '../../../electron/contract/previews.ts';

/**
 * What an address shows: a file as it is now, an earlier content of one, its small picture, or the large one of a picture
 * that browsers cannot show.
 */
export type ContentKind = 'file' | 'version' | 'thumbnail' | 'large';

/** Whether every browser shows pictures of this type. */
export function isBrowserPicture(mime: string): boolean {
  return BROWSER_PICTURES.includes(mime);
}

/** The beginning of the addresses of this session's files; null until it is known. */
export function useContentBase(): string | null {
  return useQuery(api.previews.access.queryOptions({ staleTime: Infinity })).data?.base ?? null;
}

/**
 * The address of a file or its thumbnail (by the file's id) or of an earlier content (by the version's id). The content
 * id, where there is one, makes each content an address of its own.
 */
export function contentUrl(base: string, what: ContentKind, id: string, contentId: string | null): string {
  return `${base}${what}/${id}${contentId === null ? '' : `?${contentId}`}`;
}

/** Hands in the picture that this page made of a film, as base64 of a JPEG. */
export async function keepFrame(id: string, contentId: string, jpeg: string): Promise<void> {
  await client.previews.keepFrame({ id, contentId, jpeg });
}

/**
 * Why a small picture did not come. `none`: there is none. `wanted`: it is one of a film, and nobody made it yet.
 * `away`: nobody answered, or whoever keeps it was not there.
 */
export async function thumbnailState(
  base: string,
  id: string,
  contentId: string,
  signal: AbortSignal,
): Promise<'none' | 'wanted' | 'away'> {
  const answer = await asked(contentUrl(base, 'thumbnail', id, contentId), { method: 'HEAD', signal });
  if (answer?.status !== 404) return 'away';
  return answer.headers.get('x-thumbnail') === 'wanted' ? 'wanted' : 'none';
}

/** Whether the bytes at an address can be read now; looks at one of them. */
export async function isContentThere(url: string, signal: AbortSignal): Promise<boolean> {
  const answer = await asked(url, { headers: { range: 'bytes=0-0' }, signal });
  await answer?.body?.cancel();
  return answer?.ok === true;
}

async function asked(url: string, how: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, how);
  } catch {
    return null; // nobody answered, or nobody waits for the answer any more
  }
}

/** Lets the browser save a file as it is now. */
export async function saveFile(id: string, contentId: string | null): Promise<void> {
  await saveContent('file', id, contentId);
}

/** Lets the browser save an earlier content of a file. */
export async function saveVersion(versionId: string): Promise<void> {
  await saveContent('version', versionId, null);
}

async function saveContent(what: ContentKind, id: string, contentId: string | null): Promise<void> {
  const { base } = await queryClient.ensureQueryData(
    api.previews.access.queryOptions({ staleTime: Infinity }),
  );
  const address = contentUrl(base, what, id, contentId);
  saveAddress(`${address}${contentId === null ? '?' : '&'}save`);
}
