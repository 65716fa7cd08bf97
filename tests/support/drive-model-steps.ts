import type { UndoKind } from '../../electron/contract/organise.ts';
import type { DriveModel, ModelNode, ModelVersion } from './drive-model.ts';

/** Where an entry is or was, and under which name where it got another. */
export type Spot = Pick<ModelNode, 'parent' | 'trashed' | 'lost'> & { readonly name?: string };

interface Moved {
  readonly id: number;
  readonly from: Spot;
  readonly to: Spot;
}

/** One thing that a change did. */
export type ModelStep =
  /** All of them, or none, are as they were left. */
  | { readonly did: 'moved'; readonly moves: readonly Moved[] }
  /** Trash of a folder that went into another; it may be anywhere by now. */
  | { readonly did: 'along'; readonly ids: readonly number[]; readonly from: number; readonly to: number }
  | {
      readonly did: 'tagged';
      readonly id: number;
      readonly from: ModelNode['tags'];
      readonly to: ModelNode['tags'];
    }
  | {
      readonly did: 'favoured';
      readonly id: number;
      readonly from: number | null;
      readonly to: number | null;
    }
  | {
      readonly did: 'replaced';
      readonly id: number;
      readonly content: number;
      readonly version: number;
      /** The file that is no more; null where it had only just been copied. */
      readonly incoming: ModelNode | null;
    }
  | { readonly did: 'merged'; readonly row: ModelNode }
  | { readonly did: 'made'; readonly ids: readonly number[] }
  | { readonly did: 'copied'; readonly ids: readonly number[] };

/** A change that can be taken back; those of one batch are one. */
export interface ModelDone {
  readonly kind: UndoKind;
  readonly subject: string;
  readonly count: number;
  readonly batch: string | undefined;
  readonly steps: readonly ModelStep[];
}

/** How many the drive keeps. */
const KEPT = 50;

/** Notes a change as one that can be taken back; the second one of a batch joins the first. */
export function keep(model: DriveModel, done: ModelDone): void {
  if (done.steps.length === 0) return;
  const before = model.undo.at(-1);
  if (done.batch === undefined || before?.batch !== done.batch)
    model.undo = [...model.undo, done].slice(-KEPT);
  else
    model.undo = [
      ...model.undo.slice(0, -1),
      {
        ...before,
        kind: done.kind,
        count: before.count + done.count,
        steps: [...before.steps, ...done.steps],
      },
    ];
}

/** Takes back one change, or only forgets it where that cannot be; answers which. */
export function takeBack(model: DriveModel, done: ModelDone): { model: DriveModel; outdated: boolean } {
  const undone = new DriveModelUndo(model);
  const outdated = !undone.takeBack(done.steps);
  const result = outdated ? model : undone.model;
  result.undo = model.undo.filter((other) => other !== done);
  return { model: result, outdated };
}

/** Says that something is not as the change left it. */
class Outdated extends Error {}

class DriveModelUndo {
  readonly model: DriveModel;
  readonly #at: number;
  readonly #live = new Set<number>();

  constructor(model: DriveModel) {
    this.model = model.copy();
    this.#at = this.model.number();
  }

  takeBack(steps: readonly ModelStep[]): boolean {
    try {
      for (const step of steps.toReversed()) this.#step(step);
    } catch (error) {
      if (error instanceof Outdated) return false;
      throw error;
    }
    return [...this.#live].every((id) => this.model.isLive(id));
  }

  #step(step: ModelStep): void {
    const { model } = this;
    switch (step.did) {
      case 'moved':
        for (const { id, to } of step.moves) this.#mustBe(id, (node) => isAt(node, to));
        for (const { id, from } of step.moves) this.#putBack({ ...model.node(id), ...from });
        return;
      case 'along':
        for (const id of step.ids) {
          const node = model.nodes.get(id);
          if (node?.parent === step.to && node.trashed !== null) model.change(id, { parent: step.from });
        }
        return;
      case 'tagged':
        this.#mustBe(step.id, ({ tags }) => tags.join() === step.to.join());
        return model.change(step.id, { tags: step.from });
      case 'favoured':
        this.#mustBe(step.id, ({ favourite }) => favourite === step.to);
        return model.change(step.id, { favourite: step.from });
      case 'replaced':
        return this.#contentBack(step);
      case 'merged':
        return this.#putBack(step.row);
      case 'made':
        for (const id of step.ids.toReversed()) {
          if (model.nodes.get(id)?.trashed !== null || model.inside(id).length > 0) continue;
          model.nodes.delete(id);
          this.#live.delete(id);
        }
        return;
      case 'copied': {
        const live = step.ids.filter((id) => model.isLive(id));
        if (live.length === 0) throw new Outdated();
        for (const id of live) model.change(id, { trashed: this.#at });
      }
    }
  }

  #mustBe(id: number, same: (node: ModelNode) => boolean): ModelNode {
    const node = this.model.nodes.get(id);
    if (node === undefined || !same(node)) throw new Outdated();
    return node;
  }

  /** Puts an entry somewhere, or back into the model; its folder has to be there and its name free. */
  #putBack(node: ModelNode): void {
    const { parent, trashed } = node;
    if (parent === null || !this.model.nodes.has(parent)) throw new Outdated();
    if (trashed === null) {
      const other = this.model.childOf(parent, node.name);
      if (other !== undefined && other.id !== node.id) throw new Outdated();
      this.#live.add(node.id);
    }
    this.model.put(node);
  }

  #contentBack({ id, content, version, incoming }: Extract<ModelStep, { did: 'replaced' }>): void {
    const node = this.#mustBe(id, (now) => now.content === content);
    const earlier = node.versions.find((one) => one.id === version);
    if (earlier === undefined) throw new Outdated();
    const given = new Set(incoming?.versions.map((one) => one.id));
    const left = node.versions.filter((one) => one !== earlier);
    const [back, stays] = [left.filter((one) => given.has(one.id)), left.filter((one) => !given.has(one.id))];
    this.model.change(id, { content: earlier.content, versions: stays });
    this.#live.add(id);
    if (incoming !== null) this.#putBack({ ...incoming, versions: back });
  }
}

function isAt(node: ModelNode, spot: Spot): boolean {
  return (
    node.parent === spot.parent &&
    node.trashed === spot.trashed &&
    node.lost?.join('/') === spot.lost?.join('/') &&
    (spot.name === undefined || node.name === spot.name)
  );
}

/** Earlier contents as the drive orders them. */
export function newestFirst(versions: readonly ModelVersion[]): ModelVersion[] {
  return versions.toSorted((one, other) => other.id - one.id);
}
