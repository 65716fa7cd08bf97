import path from 'node:path';
import { makePreviews, type Previews } from '../../electron/core/previews/previews.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import type { ContentAnswer, ContentQuestion } from '../../electron/contract/shell.ts';
import { DECODERS } from './decoders.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from './drive-world.ts';
import { startTestStore, type TestStore } from './test-store.ts';

/** A person with a session, and what they can ask for with it. */
export interface Viewer {
  readonly person: Resident;
  readonly caller: Caller;
  readonly sessionId: string;
  /** The token in the addresses of this session. */
  token(): Promise<string>;
  /** Stores a file with bytes; answers with its node and content. */
  file(name: string, bytes: Uint8Array | string): Promise<{ id: string; objectId: string }>;
  ask(
    question: Omit<ContentQuestion, 'token' | 'contentId'> & { contentId?: string },
  ): Promise<ContentAnswer>;
  /** Asks for a thumbnail. */
  thumbnail(id: string): Promise<ContentAnswer>;
}

/** The previews on a real database, a real server and real decoders. */
export interface PreviewsWorld {
  readonly drive: DriveWorld;
  readonly server: TestStore;
  readonly previews: Previews;
  viewer(): Promise<Viewer>;
  close(): Promise<void>;
}

export async function makePreviewsWorld(): Promise<PreviewsWorld> {
  const drive = await makeDriveWorld();
  const server = await startTestStore();
  const { db } = drive.database;
  const previews = makePreviews({
    db,
    store: server.store,
    log: silentLog(),
    decoders: DECODERS,
    folder: path.join(drive.database.folder, 'decoding'),
    now: () => drive.clock.now,
  });
  const never = new AbortController().signal;

  return {
    drive,
    server,
    previews,
    async viewer() {
      const person = await drive.person();
      const { user } = person.caller;
      if (user === null) throw new Error('nobody is signed in');
      const { sessionId } = user;
      const now = drive.clock.now.toISOString();
      await db
        .insertInto('sessions')
        .values({
          id: sessionId,
          user_id: person.id,
          token_hash: newId(),
          persistent: 0,
          created_at: now,
          last_used_at: now,
          expires_at: new Date(drive.clock.now.getTime() + 60_000).toISOString(),
        })
        .execute();
      const token = async () => {
        const { base } = await previews.service.access(person.caller, undefined, undefined);
        return base.split('/').at(-2) ?? '';
      };
      const viewer: Viewer = {
        person,
        caller: person.caller,
        sessionId,
        token,
        async file(name, content) {
          const bytes = typeof content === 'string' ? Buffer.from(content) : content;
          const { id, objectId } = await person.store(name, { size: bytes.byteLength });
          await server.store.putBytes(objectId, bytes, {
            contentType: 'application/octet-stream',
            signal: never,
          });
          return { id, objectId };
        },
        ask: async ({ contentId, ...question }) =>
          previews.findContent({ token: await token(), contentId: contentId ?? null, ...question }, never),
        thumbnail: (nodeId) => viewer.ask({ what: 'thumbnail', nodeId }),
      };
      return viewer;
    },
    async close() {
      await previews.stop();
      await drive.close();
      await server.stop();
    },
  };
}
