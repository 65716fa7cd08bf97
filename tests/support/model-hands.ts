import type { AnyContractProcedure } from '@orpc/contract';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { contract } from '../../electron/contract/contract.ts';
import type { ConflictChoice } from '../../electron/contract/drive.ts';
import { settled, type TestWindow } from './core.ts';
import type { DriveWorld, Resident } from './drive-world.ts';
import { mustEqual, Refused } from './model-refusals.ts';

const SETTLE_MS = 60_000;

/** A file that somebody uploads. */
interface ToPut {
  readonly folderId: string | null;
  readonly name: string;
  readonly text: string;
  readonly conflicts: Extract<ConflictChoice, 'replace' | 'keepBoth'>;
}

/** How a person of the model reaches a drive. */
export interface ModelHands {
  readonly call: Pick<TestWindow['call'], 'drive' | 'organise' | 'versions'>;
  put(file: ToPut): Promise<void>;
  /** Waits until nothing of theirs is under way. */
  rest(): Promise<void>;
}

/** A drive behind a window of a whole core. What is uploaded is written to the folder `sources` first. */
export function handsAtWindow(window: TestWindow, sources: string): ModelHands {
  return {
    call: window.call,
    async put({ folderId, name, text, conflicts }) {
      const folder = path.join(sources, String(text.length));
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, name), text);
      const grants = [window.grant(path.join(folder, name))];
      await window.call.transfers.upload({ folderId, grants, conflicts });
      const { totals, items } = await settled(window, SETTLE_MS);
      if (totals.failed > 0) throw new Refused(`an upload failed: ${JSON.stringify(items)}`);
    },
    async rest() {
      await settled(window, SETTLE_MS);
    },
  };
}

/** A drive without a store: rows alone, and so thousands of changes in a moment. */
export function handsInWorld(world: DriveWorld, person: Resident): ModelHands {
  const bound = (group: 'drive' | 'organise' | 'versions', service: object) =>
    new Proxy(service, {
      get:
        (target, name: string) =>
        (input: unknown): unknown => {
          const calls: Readonly<Record<string, AnyContractProcedure>> = contract[group];
          const schema: unknown = calls[name]?.['~orpc'].inputSchema;
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') throw new Error(`${group} has no ${name}`);
          return Reflect.apply(method, target, [
            person.caller,
            schema instanceof z.ZodType ? schema.parse(input) : undefined,
            undefined,
          ]);
        },
    });
  const call = {
    get drive() {
      return bound('drive', world.drive.service);
    },
    get organise() {
      return bound('organise', world.drive.organise);
    },
    get versions() {
      return bound('versions', world.drive.versions);
    },
  };
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every method of these groups, as the wire calls it
    call: call as unknown as ModelHands['call'],
    async put({ folderId, name, text, conflicts: conflict }) {
      const size = text.length;
      const objectId = await person.reserve(size);
      const [userId, modifiedAt] = [person.id, world.clock.now.toISOString()];
      const folder = folderId ?? person.rootId;
      const stored = { userId, objectId, etag: 'etag', size, folderId: folder, name, conflict, modifiedAt };
      await world.drive.access.commitUpload(stored);
    },
    rest: () => Promise.resolve(),
  };
}

/** Downloads everything and compares every byte; `files` by their path. */
export async function compareBytes(
  window: TestWindow,
  { files, folders }: { files: ReadonlyMap<string, string>; folders: number },
  target: string,
): Promise<void> {
  if (files.size + folders === 0) return;
  await mkdir(target, { recursive: true });
  const { items } = await window.call.drive.list({ folderId: null, limit: 1000 });
  const grant = window.grant(target);
  await window.call.transfers.download({ ids: items.map(({ id }) => id), grant });
  const { totals } = await settled(window, SETTLE_MS);
  mustEqual(totals.failed, 0, 'failed downloads');
  for (const [name, text] of files) mustEqual(await readFile(path.join(target, name), 'utf8'), text, name);
  const found = await readdir(target, { recursive: true });
  mustEqual(found.length, files.size + folders, 'entries fetched');
}
