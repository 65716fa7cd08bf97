import { isDeepStrictEqual } from 'node:util';
import { DriveModel, type ModelNode } from './drive-model.ts';
import type { ModelHands } from './model-hands.ts';
import { mustEqual, Refused } from './model-refusals.ts';
import { viewIn, viewOf } from './model-view.ts';

/** A person of the model: what they should see, compared with what they do see. */
export class ModelMemory {
  readonly name: string;
  protected model = new DriveModel();
  /** What they should see if the last change was made, where that is not certain. */
  protected maybe: DriveModel | null = null;
  #hands: ModelHands | null = null;
  /** What is in each content, by its number less one: no two are of one size. */
  protected readonly contents: string[] = [];
  /** Ids that the drive gave to nodes of the model, as far as they are known. */
  protected readonly ids = new Map<number, string>();
  /** How often each thing was done, and how often one could not be taken back any more. */
  readonly done: Record<string, number> = {};

  constructor(name: string) {
    this.name = name;
  }

  /** Comes to a drive, or back to it. */
  enter(hands: ModelHands): void {
    this.#hands = hands;
  }

  protected get hands(): ModelHands {
    if (this.#hands === null) throw new Error('not there yet');
    return this.#hands;
  }

  protected get call() {
    return this.hands.call;
  }

  /** Waits until nothing of theirs is under way, and compares what they see with what they should see. */
  async settle(): Promise<void> {
    await this.hands.rest();
    if (this.maybe !== null) {
      const seen = await viewIn(this.hands);
      if (!isDeepStrictEqual(seen, this.#view())) this.model = this.maybe;
      this.maybe = null;
    }
    await this.compare('at the end');
  }

  /** What they should have, after a look at the sizes of all earlier contents. */
  async belongings(): Promise<{ files: Map<string, string>; folders: number }> {
    const model = this.model;
    const files = new Map<string, string>();
    const all = model.entries();
    for (const node of all) {
      if (node.kind !== 'file') continue;
      await this.newestVersion(node, await this.idOf(node));
      files.set([...model.namesAbove(node.id), node.name].join('/'), this.contents[node.content - 1] ?? '');
    }
    return { files, folders: all.length - files.size };
  }

  #view() {
    return viewOf(this.model, (content) => this.#sizeOf(content));
  }

  #sizeOf(content: number): number {
    return Buffer.byteLength(this.contents[content - 1] ?? '');
  }

  protected async compare(when: string): Promise<void> {
    mustEqual(await viewIn(this.hands), this.#view(), `what ${this.name} sees ${when}`);
  }

  /** Makes a change whose outcome is known once the call came back; until then it may or may not be made. */
  protected async change<T, M>(
    call: () => Promise<T>,
    apply: (model: DriveModel) => M,
  ): Promise<{ said: T; model: M }> {
    const after = this.model.copy();
    const model = apply(after);
    this.maybe = after;
    const said = await call();
    this.maybe = null;
    this.model = after;
    return { said, model };
  }

  /** The newest earlier content of a file; all of them must be of the sizes that the model says. */
  protected async newestVersion(node: ModelNode, id: string): Promise<string | undefined> {
    if (node.kind !== 'file') return undefined;
    const list = await this.call.versions.list({ id });
    mustEqual(
      list.map(({ sizeBytes }) => sizeBytes),
      node.versions.map(({ content }) => this.#sizeOf(content)),
      `versions of ${node.name}`,
    );
    return list[0]?.id;
  }

  protected async folderId(folder: ModelNode): Promise<string | null> {
    return folder.id === this.model.root ? null : this.idOf(folder);
  }

  /** The drive's id of a live entry, found by its path; it must be the one it always had. */
  protected async idOf(node: ModelNode): Promise<string> {
    const way = [...this.model.namesAbove(node.id), node.name];
    let at: string | null = null;
    for (const name of way) {
      const { items } = await this.#list(at);
      const found = items.find((item) => item.name === name);
      if (found === undefined) throw new Refused(`${this.name} has no ${way.join('/')}`);
      at = found.id;
    }
    if (at === null) throw new Error('the top has no id');
    mustEqual(at, this.ids.get(node.id) ?? at, `the id of ${way.join('/')}`);
    this.ids.set(node.id, at);
    return at;
  }

  #list(folderId: string | null) {
    return this.call.drive.list({ folderId, limit: 1000 });
  }

  protected count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }
}
