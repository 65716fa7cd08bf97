import type { previews } from '../../contract/previews.ts';
import type { Db } from '../db/schema.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { makeFindContent, type FindContent } from './content.ts';
import { makeDecoders, type DecoderFiles } from './decoders.ts';
import { findFile, findHolder } from './previews.table.ts';
import { makeThumbnails } from './thumbnails.ts';
import { makeTokens } from './tokens.ts';

interface Deps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly events: Events;
  readonly log: Log;
  readonly decoders: DecoderFiles;
  readonly now?: () => Date;
}

/** Bytes and pictures of files, for the page. */
export interface Previews {
  readonly service: ServiceOf<typeof previews>;
  readonly findContent: FindContent;
  stop(): Promise<void>;
}

/** The window's addresses of content: an origin of their own, which is not the page's. */
const BASE = 'app://content/';

/** Makes the service of pictures and bytes for the page. */
export function makePreviews({ db, store, events, log, decoders, now = () => new Date() }: Deps): Previews {
  const tokens = makeTokens();
  const thumbnails = makeThumbnails({ db, store, decoders: makeDecoders(decoders, log), log, now });
  const findContent = makeFindContent({ db, store, tokens, thumbnails, now });

  const ended = ({ userId }: { userId: string }) => void dropEnded(userId);
  events.on('sessions.ended', ended);
  /** Each address asks for its session anyway; this only forgets the tokens that are of no more use. */
  async function dropEnded(userId: string): Promise<void> {
    for (const { token, sessionId } of tokens.ofUser(userId)) {
      const holder = await findHolder(db, sessionId, now().toISOString()).catch((error: unknown) => {
        log.warn({ err: error }, 'a session could not be looked up');
        return undefined;
      });
      if (holder === undefined) tokens.drop(token);
    }
  }

  return {
    service: {
      access(caller) {
        const { sessionId, userId } = signedIn(caller);
        return { base: `${BASE}${tokens.of({ sessionId, userId })}/` };
      },
      async keepFrame(caller, { id, contentId, jpeg }) {
        const object = await findFile(db, signedIn(caller).userId, id);
        if (object === undefined || object.objectId !== contentId) throw fail('NOT_FOUND');
        if (!(await thumbnails.keep(object, Buffer.from(jpeg, 'base64'))))
          throw fail('INVALID_INPUT', { fields: ['jpeg'] });
      },
    },
    findContent,
    async stop() {
      events.off('sessions.ended', ended);
      await thumbnails.stop();
    },
  };
}
