import type { ContentAnswer, ContentQuestion } from '../../contract/shell.ts';
import type { Db } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { isFailure } from '../lib/errors.ts';
import { largePictureKey, thumbnailKey } from '../lib/thumbnail-key.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { PICTURE_TYPE } from './decode/task.ts';
import {
  findEarlier,
  findFile,
  findNodeOfVersion,
  findSession,
  findVersion,
  type ShownObject,
} from './previews.table.ts';
import type { Thumbnails } from './thumbnails.ts';
import { isTokenOf, sessionOfToken } from './tokens.ts';

/**
 * Says where the bytes behind an address are: for whichever wire serves it on, the window's own scheme or HTTP. What
 * is not there, is not the asker's, or is asked for after their session ended is `missing`, without a difference.
 */
export type FindContent = (question: ContentQuestion, signal: AbortSignal) => Promise<ContentAnswer>;

/** The same for who has decided by other means that this owner's content may be seen. */
export type ContentOf = (
  ownerId: string,
  question: Omit<ContentQuestion, 'token'>,
  signal: AbortSignal,
) => Promise<ContentAnswer>;

/** In whose drive the content is for a person who wants to look at it; their own for what there is not. */
export type OwnerOfContent = (
  userId: string,
  question: Pick<ContentQuestion, 'what' | 'nodeId'>,
) => Promise<string>;

/** The person whose open session the token of an address is of; undefined when there is none. */
export type HolderOf = (token: string) => Promise<string | undefined>;

interface Deps {
  readonly db: Db;
  /** In whose drive an entry is for a person who wants to look at it. */
  readonly ownerOf: (userId: string, nodeId: string) => Promise<string>;
  readonly store: Pick<ObjectStore, 'presign'>;
  readonly thumbnails: Pick<Thumbnails, 'ask' | 'askLarge'>;
  readonly now: () => Date;
}

/**
 * How long the store gives an object, the most that S3 allows: the door asks again for the rest of what a slow reader
 * takes, and a large file over a weak network takes days. Nobody outside is told the address.
 */
const EXPIRES_SECONDS = 7 * 24 * 60 * 60;

/** Makes what resolves addresses. */
export function makeFindContent({ db, ownerOf, store, thumbnails, now }: Deps): {
  readonly findContent: FindContent;
  readonly contentOf: ContentOf;
  readonly ownerOfContent: OwnerOfContent;
  readonly holderOf: HolderOf;
} {
  let last = Promise.resolve();
  /** One after another, each in a round of the event loop of its own: a page full of pictures asks for all at once. */
  function turn(): Promise<void> {
    last = last.then(breathe);
    return last;
  }

  async function holderOf(token: string): Promise<string | undefined> {
    const sessionId = sessionOfToken(token);
    const session =
      sessionId === undefined ? undefined : await findSession(db, sessionId, now().toISOString());
    return session !== undefined && isTokenOf(token, session) ? session.userId : undefined;
  }

  function found(
    object: ShownObject,
    contentId: string | null,
    part: Pick<ShownObject, 'key' | 'mime'> & { size: number | null },
  ): ContentAnswer {
    const { name, objectId } = object;
    const url = store.presign(part.key, { expiresSeconds: EXPIRES_SECONDS });
    const { size, mime } = part;
    const lasting = contentId !== null && size === null;
    return { kind: 'found', url, size, mime, name, tag: objectId, lasting };
  }

  async function contentOf(
    ownerId: string,
    { what, nodeId, contentId }: Omit<ContentQuestion, 'token'>,
    signal: AbortSignal,
  ): Promise<ContentAnswer> {
    const object = await resolve(db, ownerId, what, nodeId, contentId);
    if (object === undefined) return { kind: 'missing' };
    try {
      if (what === 'file' || what === 'version') return found(object, contentId, object);
      const small = what === 'thumbnail';
      const state = await (small ? thumbnails.ask(object, signal) : thumbnails.askLarge(object, signal));
      if (state === 'none') return { kind: 'missing' };
      if (state !== 'ready') return { kind: state };
      const key = small ? thumbnailKey(object.key) : largePictureKey(object.key);
      return found(object, contentId, { key, mime: PICTURE_TYPE, size: null });
    } catch (error) {
      if (isFailure(error, 'SERVER_NOT_RUNNING')) return { kind: 'away' };
      throw error;
    }
  }

  async function ownerOfContent(
    userId: string,
    { what, nodeId }: Pick<ContentQuestion, 'what' | 'nodeId'>,
  ): Promise<string> {
    const id = what === 'version' ? await findNodeOfVersion(db, nodeId) : nodeId;
    return id === undefined ? userId : ownerOf(userId, id);
  }

  return {
    async findContent({ token, ...question }, signal) {
      await turn();
      const userId = await holderOf(token);
      if (userId === undefined) return { kind: 'missing' };
      return contentOf(await ownerOfContent(userId, question), question, signal);
    },
    ownerOfContent,
    holderOf,
    async contentOf(ownerId, question, signal) {
      await turn();
      return contentOf(ownerId, question, signal);
    },
  };
}

/** The content that an address means: where it names one, that very one, also once it is an earlier one. */
async function resolve(
  db: Db,
  userId: string,
  what: ContentQuestion['what'],
  id: string,
  contentId: string | null,
): Promise<ShownObject | undefined> {
  const object = await (what === 'version' ? findVersion(db, userId, id) : findFile(db, userId, id));
  if (object === undefined || contentId === null || object.objectId === contentId) return object;
  return what === 'version' ? undefined : findEarlier(db, userId, id, contentId);
}
