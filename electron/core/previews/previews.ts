import type { previews } from '../../contract/previews.ts';
import type { Db } from '../db/schema.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Reach } from '../sharing/reach.ts';
import {
  makeFindContent,
  type ContentOf,
  type FindContent,
  type HolderOf,
  type OwnerOfContent,
} from './content.ts';
import { makeDecoders, type DecoderFiles } from './decoders.ts';
import { makeJpegOf, type JpegOf } from './jpeg.ts';
import { findFile, findSession } from './previews.table.ts';
import { openSuspects } from './suspects.ts';
import { makeThumbnails } from './thumbnails.ts';
import { contentToken, sessionOfToken } from './tokens.ts';

interface Deps {
  readonly db: Db;
  /** How far people may look into each other's drives; nowhere when absent. */
  readonly reach?: Pick<Reach, 'ownerOf'>;
  readonly store: ObjectStore;
  readonly log: Log;
  readonly decoders: DecoderFiles;
  /** For notes on what is being decoded. */
  readonly folder: string;
  readonly now?: () => Date;
}

/** Bytes and pictures of files, for the page. */
export interface Previews {
  readonly service: ServiceOf<typeof previews>;
  readonly findContent: FindContent;
  readonly contentOf: ContentOf;
  readonly ownerOfContent: OwnerOfContent;
  readonly holderOf: HolderOf;
  readonly jpegOf: JpegOf;
  /** Whether a token of addresses says that it is of this session; `findContent` proves it. */
  readonly isOfSession: (token: string, sessionId: string) => boolean;
  stop(): Promise<void>;
}

/** The window's addresses of content: an origin of their own, which is not the page's; in browsers a path of the door. */
const BASE = { window: 'app://content/', browser: '/content/' };

/** Makes the service of pictures and bytes for the page. */
export function makePreviews(deps: Deps): Previews {
  const { db, reach, store, log, decoders, folder, now = () => new Date() } = deps;
  const ownerOf = (userId: string, nodeId: string) =>
    reach === undefined ? Promise.resolve(userId) : reach.ownerOf(db, userId, nodeId, 'read');
  const thumbnails = makeThumbnails({
    db,
    store,
    decoders: makeDecoders(decoders, log),
    suspects: openSuspects(folder),
    log,
    now,
  });
  const { findContent, contentOf, ownerOfContent, holderOf } = makeFindContent({
    db,
    ownerOf,
    store,
    thumbnails,
    now,
  });

  return {
    service: {
      async access(caller) {
        const session = await findSession(db, signedIn(caller).sessionId, now().toISOString());
        if (session === undefined) throw fail('NOT_SIGNED_IN');
        const base = caller.desktop ? BASE.window : BASE.browser;
        return { base: `${base}${contentToken(session)}/` };
      },
      async keepFrame(caller, { id, contentId, jpeg }) {
        const object = await findFile(db, signedIn(caller).userId, id);
        if (object === undefined || object.objectId !== contentId) throw fail('NOT_FOUND');
        if (!(await thumbnails.keep(object, Buffer.from(jpeg, 'base64'))))
          throw fail('INVALID_INPUT', { fields: ['jpeg'] });
      },
    },
    findContent,
    contentOf,
    ownerOfContent,
    holderOf,
    jpegOf: makeJpegOf(),
    isOfSession: (token, sessionId) => sessionOfToken(token) === sessionId,
    stop: () => thumbnails.stop(),
  };
}
