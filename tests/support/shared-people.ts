import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addPerson, setUp, startTestCore, upload, type TestCore, type TestWindow } from './core.ts';

/** Somebody with an account and a window. */
export type Person = TestWindow & { readonly userId: string };

/** A cloud with three people who share with each other, beside the one who set it up. */
export interface People {
  readonly cloud: TestCore;
  readonly owner: TestWindow;
  readonly ana: Person;
  readonly bia: Person;
  readonly caio: Person;
  /** Makes a folder, at the top for null; answers with its id. */
  readonly folder: (who: TestWindow, name: string, parentId?: string | null) => Promise<string>;
  /** Stores a file with a text that names it; answers with its id. */
  readonly send: (who: TestWindow, folderId: string | null, name: string) => Promise<string>;
  /** The id of what has a name in a folder. */
  readonly idOf: (who: TestWindow, folderId: string | null, name: string) => Promise<string>;
}

/** Starts it; Caio has so much room, in bytes, where it is said. */
export async function startPeople(
  options: Parameters<typeof startTestCore>[0] & { readonly quotaOfCaio?: number } = {},
): Promise<People> {
  const { quotaOfCaio, ...others } = options;
  const cloud = await startTestCore(others);
  const owner = await setUp(cloud);
  const idOf: People['idOf'] = async (who, folderId, name) => {
    const { items } = await who.call.drive.list({ folderId });
    const found = items.find((item) => item.name === name);
    if (found === undefined) throw new Error(`no ${name} among ${items.map((item) => item.name).join()}`);
    return found.id;
  };
  return {
    cloud,
    owner,
    ana: await addPerson(cloud, owner, 'ana'),
    bia: await addPerson(cloud, owner, 'bia'),
    caio: await addPerson(cloud, owner, 'caio', 'member', quotaOfCaio),
    folder: async (who, name, parentId = null) => (await who.call.drive.createFolder({ parentId, name })).id,
    async send(who, folderId, name) {
      const file = path.join(cloud.home, 'sources', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `content of ${name}`);
      await upload(who, folderId, [file]);
      return idOf(who, folderId, name);
    },
    idOf,
  };
}

/** What a call that should fail says; `done` where it does not. */
export const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => String(error),
  );
