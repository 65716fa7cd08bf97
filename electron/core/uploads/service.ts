import type { WebUpload } from '../../contract/uploads.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import { KEPT_MS } from './reserve.ts';
import { findUnfinished, type UploadRow } from './uploads.table.ts';
import type { UploadBy, Uploads, UploadsDeps } from './uploads.ts';

interface Deps extends Pick<UploadsDeps, 'db' | 'drive' | 'reach'> {
  readonly uploads: Omit<Uploads, 'service'>;
  readonly view: (row: UploadRow) => Promise<WebUpload>;
  readonly now: () => Date;
}

/** Uploads that a person is shown to go on with, the newest. */
const SHOWN = 100;

/** Makes the calls of people with accounts about their uploads. */
export function makeUploadsService({ db, drive, reach, uploads, view, now }: Deps): Uploads['service'] {
  return {
    async begin(caller, { folderId, path, name, sizeBytes, modifiedAt }, asking) {
      const { userId } = signedIn(caller);
      const ownerId = await reach.ownerOf(db, userId, folderId, 'write');
      const start = await drive.resolveFolder(ownerId, folderId);
      const folder = path.length === 0 ? start : await drive.ensurePath(ownerId, start, path);
      const file = { folderId: folder, name, sizeBytes, modifiedAt };
      return uploads.begin(byPerson(userId, ownerId), file, asking);
    },
    async sign(caller, { id, numbers }) {
      const { userId } = signedIn(caller);
      // The window has no host, and uploads straight from the disk.
      if (caller.host === undefined) throw fail('NO_NETWORK');
      const origin = `${caller.secure === true ? 'https' : 'http'}://${caller.host}`;
      return { urls: await uploads.sign(byPerson(userId), id, numbers, origin) };
    },
    finish: (caller, { id, conflict }) => uploads.finish(byPerson(signedIn(caller).userId), id, conflict),
    abort: (caller, { id }) => uploads.abort(byPerson(signedIn(caller).userId), id),
    async unfinished(caller) {
      const after = new Date(now().getTime() - KEPT_MS).toISOString();
      const found: WebUpload[] = [];
      for (const row of await findUnfinished(db, signedIn(caller).userId, after, SHOWN))
        found.push(await view(row));
      return found;
    },
  };
}

function byPerson(userId: string, ownerId = userId): UploadBy {
  return { ownerId, personId: userId, shareId: null, visitor: null, sender: null };
}
