import type { downloads } from '../../contract/downloads.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';

interface Deps {
  readonly drive: DriveAccess;
  readonly store: Pick<ObjectStore, 'read'>;
  readonly now?: () => Date;
}

/** A zip to be streamed. */
export interface ZipSource {
  /** In whose drive the entries are. */
  readonly ownerId: string;
  readonly ids: readonly string[];
}

/** Zips for browsers: streamed, never on the disk. */
export interface ZipDownloads {
  readonly service: ServiceOf<typeof downloads>;
  /** What a ticket gives, once; null for one that is unknown, used or over. */
  take(ticket: string): (ZipSource & { readonly name: string }) | null;
  /** Writes the archive; `write` settles when the browser can take more. Throws NOT_FOUND, CONTENT_DAMAGED. */
  stream(source: ZipSource, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Makes the zips for browsers. */
export function makeZipDownloads(_deps: Deps): ZipDownloads {
  return {
    service: {
      zip: () => {
        throw fail('NOT_FOUND');
      },
    },
    take: () => null,
    stream: () => Promise.reject(fail('NOT_FOUND')),
  };
}
