import type { DriveNode, FileType } from '../../../../electron/contract/drive.ts';
import type { FileVersion } from '../../../../electron/contract/versions.ts';
import { contentUrl } from '../../api/content.ts';

/** Some content that is shown: that of a file now, or an earlier one. */
export interface Subject {
  /** Of the file. */
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly type: FileType;
  readonly mime: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly contentId: string;
  /** Of the earlier content; null for the one of now. */
  readonly versionId: string | null;
}

/** What is shown of a file; null for folders. */
export function subjectOf(node: DriveNode): Subject | null {
  const { id, name, sizeBytes, type, mime, createdAt, modifiedAt, contentId } = node;
  if (sizeBytes === null || type === null || mime === null || contentId === null) return null;
  return { id, name, sizeBytes, type, mime, createdAt, modifiedAt, contentId, versionId: null };
}

/** What is shown of an earlier content of a file; its name says what kind it is. */
export function subjectOfVersion(node: DriveNode, version: FileVersion): Subject | null {
  const now = subjectOf(node);
  if (now === null) return null;
  const { id: versionId, sizeBytes, modifiedAt, contentId } = version;
  return { ...now, sizeBytes, modifiedAt, contentId, versionId };
}

/** Where the bytes are. `base` is the one of {@link contentUrl}. */
export function addressOf(base: string, { id, versionId, contentId }: Subject): string {
  return versionId === null
    ? contentUrl(base, 'file', id, contentId)
    : contentUrl(base, 'version', versionId, contentId);
}

/** Where the large picture is of what browsers cannot show; only the content of now has one. */
export function largeOf(base: string, { id, versionId, contentId }: Subject): string | null {
  return versionId === null ? contentUrl(base, 'large', id, contentId) : null;
}

/** Where a small picture of it is; only the content of now has one. */
export function thumbnailOf(base: string, { id, versionId, contentId }: Subject): string | null {
  return versionId === null ? contentUrl(base, 'thumbnail', id, contentId) : null;
}
