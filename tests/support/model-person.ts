import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DriveNode } from '../../electron/contract/drive.ts';
import { settled, type TestWindow } from './core.ts';
import {
  childOf,
  contains,
  copyOf,
  DriveModel,
  freeName,
  makeNode,
  shape,
  type ModelNode,
} from './drive-model.ts';

/** One thing that somebody does; the numbers choose among what there is at that moment. */
export interface Act {
  readonly kind:
    | 'folder'
    | 'upload'
    | 'replace'
    | 'rename'
    | 'move'
    | 'copy'
    | 'tag'
    | 'trash'
    | 'restore'
    | 'version'
    | 'undo'
    | 'forever';
  readonly one: number;
  readonly other: number;
  readonly name: number;
  readonly size: number;
}

const FOLDERS = ['Fotos', 'Viagem', 'Ärger', 'ação', 'x'];
const FILES = ['a.txt', 'praia.jpg', 'relatório.pdf', 'B.TXT', 'c.tar.gz.txt'];
const TAGS = ['red', 'blue', 'grey'] as const;
const SETTLE_MS = 60_000;

/** Somebody at work, and what they should see afterwards. */
export class ModelPerson {
  readonly name: string;
  readonly #sources: string;
  #model = new DriveModel();
  /** What they should see if the last change was made, where that is not certain. */
  #maybe: (() => void) | null = null;
  #window: TestWindow | null = null;
  #files = 0;

  constructor(name: string, sources: string) {
    this.name = name;
    this.#sources = sources;
  }

  /** Comes in by a window of a core that was begun. */
  enter(window: TestWindow): void {
    this.#window = window;
  }

  get #call() {
    if (this.#window === null) throw new Error('not there yet');
    return this.#window.call;
  }

  /** Does one thing after another and takes it off the list, until done or until the core ends. */
  async work(acts: Act[]): Promise<void> {
    for (let act = acts.shift(); act !== undefined; act = acts.shift()) {
      try {
        await this.#do(act);
      } catch (error) {
        if (isRefusal(error)) throw error;
        return;
      }
    }
  }

  /** Waits until nothing of theirs is under way, and compares what they see with what they should see. */
  async settle(): Promise<void> {
    if (this.#window === null) throw new Error('not there yet');
    await settled(this.#window, SETTLE_MS);
    const seen = await this.#see(null);
    if (this.#maybe !== null) {
      const before = JSON.stringify(shape(this.#model.root));
      const isBefore = JSON.stringify(shape(seen)) === before;
      if (!isBefore) this.#maybe();
      this.#maybe = null;
    }
    mustEqual(shape(seen), shape(this.#model.root), `what ${this.name} sees`);
  }

  /** Fetches everything and compares every byte. */
  async compareBytes(target: string): Promise<void> {
    const window = this.#window;
    if (window === null || this.#model.root.children.length === 0) return;
    await mkdir(target, { recursive: true });
    const { items } = await window.call.drive.list({ folderId: null, limit: 1000 });
    const grant = window.grant(target);
    await window.call.transfers.download({ ids: items.map(({ id }) => id), grant });
    const { totals } = await settled(window, SETTLE_MS);
    mustEqual(totals.failed, 0, 'failed downloads');
    for (const { node, path: way } of this.#model.entries())
      if (node.kind === 'file')
        mustEqual(await readFile(path.join(target, ...way), 'utf8'), node.text, way.join('/'));
    const found = await readdir(target, { recursive: true });
    mustEqual(found.length, this.#model.entries().length, 'entries fetched');
  }

  /** Makes a change whose outcome is known once the call came back; until then it may or may not be made. */
  async #change(call: () => Promise<unknown>, apply: () => void): Promise<void> {
    this.#maybe = apply;
    await call();
    this.#maybe = null;
    apply();
  }

  async #do({ kind, one, other, name, size }: Act): Promise<void> {
    const folders = this.#model.folders();
    const folder = pick(folders, one);
    const entries = this.#model.entries();
    const entry = pick(entries, other);
    if (folder === undefined) return;
    if (kind === 'folder') return this.#makeFolder(folder, pick(FOLDERS, name) ?? 'x');
    if (kind === 'upload' || kind === 'replace')
      return this.#upload(folder, pick(FILES, name) ?? 'a.txt', size, kind);
    if (entry === undefined) return;
    const { node, parent, path: way } = entry;
    const id = await this.#idOf(way);
    switch (kind) {
      case 'rename': {
        const wished = pick(node.kind === 'folder' ? FOLDERS : FILES, name) ?? 'x';
        const taken = childOf(parent, wished);
        if (taken !== undefined && taken !== node) return;
        return this.#change(
          () => this.#call.organise.rename({ id, name: wished }),
          () => {
            node.name = wished;
          },
        );
      }
      case 'move':
      case 'copy':
        return this.#transport(kind, entry, id, folder);
      case 'tag': {
        const tag = pick(TAGS, name) ?? 'red';
        const add = !node.tags.has(tag);
        return this.#change(
          () => this.#call.organise.setTags({ ids: [id], add: add ? [tag] : [], remove: add ? [] : [tag] }),
          () => {
            if (add) node.tags.add(tag);
            else node.tags.delete(tag);
          },
        );
      }
      case 'trash':
        return this.#change(
          () => this.#call.drive.trash({ ids: [id] }),
          () => remove(parent, node),
        );
      case 'forever':
        return this.#change(
          async () => {
            await this.#call.drive.trash({ ids: [id] });
            await this.#call.drive.deleteForever({ ids: [id] });
          },
          () => remove(parent, node),
        );
      case 'restore':
        // Into the trash and back: at every moment it is here or not, and nothing else changes.
        await this.#change(
          () => this.#call.drive.trash({ ids: [id] }),
          () => remove(parent, node),
        );
        return this.#change(
          () => this.#call.drive.restore({ ids: [id] }),
          () => parent.children.push(node),
        );
      case 'version':
        return this.#restoreVersion(node, id);
      case 'undo':
        return this.#undoTag(node, id);
      default:
        throw new Error('an act of an unknown kind');
    }
  }

  async #makeFolder({ node, path: way }: { node: ModelNode; path: string[] }, name: string): Promise<void> {
    if (childOf(node, name) !== undefined) return;
    const parentId = way.length === 0 ? null : await this.#idOf(way);
    await this.#change(
      () => this.#call.drive.createFolder({ parentId, name }),
      () => node.children.push(makeNode('folder', name)),
    );
  }

  async #upload(
    { node, path: way }: { node: ModelNode; path: string[] },
    name: string,
    size: number,
    kind: 'upload' | 'replace',
  ): Promise<void> {
    const window = this.#window;
    if (window === null) return;
    const folderId = way.length === 0 ? null : await this.#idOf(way);
    const text = randomBytes(size).toString('hex').slice(0, size);
    this.#files += 1;
    const source = path.join(this.#sources, String(this.#files), name);
    await mkdir(path.dirname(source), { recursive: true });
    await writeFile(source, text);
    const conflicts = kind === 'replace' ? 'replace' : 'keepBoth';
    await this.#change(
      async () => {
        await window.call.transfers.upload({ folderId, grants: [window.grant(source)], conflicts });
        const { totals, items } = await settled(window, SETTLE_MS);
        if (totals.failed > 0) throw new Refused(`an upload failed: ${JSON.stringify(items)}`);
      },
      () => {
        const existing = childOf(node, name);
        if (kind === 'replace' && existing?.kind === 'file') {
          existing.versions.unshift(existing.text);
          existing.text = text;
        } else node.children.push(makeNode('file', freeName(node, name, 'file'), text));
      },
    );
  }

  async #transport(
    kind: 'move' | 'copy',
    { node, parent }: { node: ModelNode; parent: ModelNode },
    id: string,
    to: { node: ModelNode; path: string[] },
  ): Promise<void> {
    if (contains(node, to.node) || to.node === parent) return;
    const folderId = to.path.length === 0 ? null : await this.#idOf(to.path);
    const conflicts = 'keepBoth';
    const named = () => freeName(to.node, node.name, node.kind);
    if (kind === 'move')
      return this.#change(
        () => this.#call.organise.move({ ids: [id], folderId, conflicts }),
        () => {
          const name = named();
          remove(parent, node);
          node.name = name;
          to.node.children.push(node);
        },
      );
    return this.#change(
      () => this.#call.organise.copy({ ids: [id], folderId, conflicts }),
      () => {
        const name = named();
        to.node.children.push(Object.assign(copyOf(node), { name }));
      },
    );
  }

  async #restoreVersion(node: ModelNode, id: string): Promise<void> {
    if (node.kind !== 'file') return;
    const versions = await this.#call.versions.list({ id });
    mustEqual(
      versions.map(({ sizeBytes }) => sizeBytes),
      node.versions.map((text) => Buffer.byteLength(text)),
      `versions of ${node.name}`,
    );
    const [newest] = versions;
    const [text] = node.versions;
    if (newest === undefined || text === undefined) return;
    await this.#change(
      () => this.#call.versions.restore({ id, versionId: newest.id }),
      () => {
        node.versions.shift();
        node.versions.unshift(node.text);
        node.text = text;
      },
    );
  }

  /** A tag, and at once its undo: nothing is changed in the end. */
  async #undoTag(node: ModelNode, id: string): Promise<void> {
    if (node.tags.has('green')) return;
    await this.#change(
      () => this.#call.organise.setTags({ ids: [id], add: ['green'], remove: [] }),
      () => node.tags.add('green'),
    );
    await this.#change(
      () => this.#call.organise.undo({ id: null }),
      () => node.tags.delete('green'),
    );
  }

  async #idOf(way: readonly string[]): Promise<string> {
    let at: string | null = null;
    for (const name of way) {
      const items: DriveNode[] = await this.#list(at);
      const found = items.find((item) => item.name === name);
      if (found === undefined) throw new Refused(`${this.name} has no ${way.join('/')}`);
      at = found.id;
    }
    if (at === null) throw new Error('the top has no id');
    return at;
  }

  async #list(folderId: string | null): Promise<DriveNode[]> {
    return (await this.#call.drive.list({ folderId, limit: 1000 })).items;
  }

  /** What is really there. */
  async #see(folderId: string | null): Promise<ModelNode> {
    const folder = makeNode('folder', '');
    for (const item of await this.#list(folderId)) {
      const node =
        item.kind === 'file'
          ? makeNode('file', item.name, ' '.repeat(item.sizeBytes ?? 0))
          : Object.assign(await this.#see(item.id), { name: item.name });
      for (const tag of item.tags) node.tags.add(tag);
      folder.children.push(node);
    }
    return folder;
  }
}

/** Something that must not happen, whatever dies meanwhile. */
class Refused extends Error {}

function mustEqual(is: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(is, expected)) return;
  throw new Refused(
    `${what} is\n${JSON.stringify(is, null, 1)}\nand should be\n${JSON.stringify(expected, null, 1)}`,
  );
}

/** What the core itself refused is a mistake here or there; that it could not be asked is not. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Refused) return true;
  return error instanceof Error && 'code' in error && error.code !== 'ABORT_ERR';
}

function remove(parent: ModelNode, node: ModelNode): void {
  parent.children = parent.children.filter((child) => child !== node);
}

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % Math.max(1, list.length)];
}
