import { numbered } from '../../electron/core/drive/names.ts';
import type { ModelDone } from './drive-model-steps.ts';

/** An earlier content of a file of the model. */
export interface ModelVersion {
  readonly id: number;
  readonly content: number;
}

/** A file or folder as the model remembers it; a change makes another one with the same id. */
export interface ModelNode {
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  /** Null for the top, and for what is only just being copied. */
  readonly parent: number | null;
  /** Files: which content it has, 0 for folders. */
  readonly content: number;
  /** Files: earlier contents, newest first. */
  readonly versions: readonly ModelVersion[];
  readonly tags: readonly string[];
  /** Which change made it a favourite. */
  readonly favourite: number | null;
  /** Which change put it in the trash. */
  readonly trashed: number | null;
  /** In the trash: names of the folders it was in, where those are deleted for ever. */
  readonly lost: readonly string[] | null;
}

/** What one person should see, and what they can take back. */
export class DriveModel {
  readonly root = 0;
  readonly nodes: Map<number, ModelNode>;
  /** What can be taken back, oldest first. */
  undo: readonly ModelDone[];
  #last: number;

  constructor(like?: DriveModel) {
    this.nodes = new Map(like?.nodes);
    this.undo = like?.undo ?? [];
    this.#last = like === undefined ? 0 : like.#last;
    if (like === undefined) this.put(newNode(this.root, 'folder', ''));
  }

  /** A model that changes by itself. */
  copy(): DriveModel {
    return new DriveModel(this);
  }

  /** A number that nothing else has. */
  number(): number {
    this.#last += 1;
    return this.#last;
  }

  put(node: ModelNode): ModelNode {
    this.nodes.set(node.id, node);
    return node;
  }

  change(id: number, change: Partial<Omit<ModelNode, 'id'>>): void {
    this.put({ ...this.node(id), ...change });
  }

  node(id: number): ModelNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`the model has no node ${String(id)}`);
    return node;
  }

  /** Everything whose folder this is or was. */
  inside(folder: number): ModelNode[] {
    return [...this.nodes.values()].filter(({ parent }) => parent === folder);
  }

  /** The entries of a folder that are not in the trash by themselves, in the order of their names. */
  children(folder: number): ModelNode[] {
    const live = this.inside(folder).filter(({ trashed }) => trashed === null);
    return live.toSorted((one, other) => (keyOf(one.name) < keyOf(other.name) ? -1 : 1));
  }

  childOf(folder: number, name: string): ModelNode | undefined {
    return this.children(folder).find((child) => keyOf(child.name) === keyOf(name));
  }

  /** The node and all folders it is in, up to the top or to where the way ends. */
  upwards(id: number | null): ModelNode[] {
    const way: ModelNode[] = [];
    for (let node = this.nodes.get(id ?? -1); node !== undefined; node = this.nodes.get(node.parent ?? -1)) {
      if (way.includes(node)) return way;
      way.push(node);
    }
    return way;
  }

  isLive(id: number): boolean {
    const way = this.upwards(id);
    return way.at(-1)?.id === this.root && way.every(({ trashed }) => trashed === null);
  }

  /** Names of the folders that an entry is or was in, from below the top. */
  namesAbove(id: number): string[] {
    const names: string[] = [];
    for (const node of this.upwards(id)) {
      if (node.id !== id && node.id !== this.root) names.unshift(node.name);
      if (node.lost !== null) return [...node.lost, ...names];
    }
    return names;
  }

  /** Every live entry, parents first. */
  entries(folder: number = this.root): ModelNode[] {
    return this.children(folder).flatMap((child) => [child].concat(this.entries(child.id)));
  }

  /** What the trash shows. */
  trash(): ModelNode[] {
    return [...this.nodes.values()].filter(({ trashed }) => trashed !== null);
  }

  /** The name, or the first numbered one that is free; `isTaken` where another rule than the usual one holds. */
  freeName(
    folder: number,
    { name, kind }: Pick<ModelNode, 'name' | 'kind'>,
    isTaken = (wished: string) => this.childOf(folder, wished) !== undefined,
  ): string {
    let free = name;
    for (let number = 2; isTaken(free); number += 1) free = numbered(name, number, kind).name;
    return free;
  }
}

/** Two names with one key cannot stand beside each other. */
export function keyOf(name: string): string {
  return name.toLowerCase();
}

export function newNode(id: number, kind: ModelNode['kind'], name: string): ModelNode {
  const nothing = { content: 0, versions: [], tags: [], favourite: null, trashed: null, lost: null };
  return { id, kind, name, parent: null, ...nothing };
}
