import type { ConflictChoice } from '../../electron/contract/drive.ts';
import { grouped } from '../../electron/core/lib/grouped.ts';
import { keyOf, type DriveModel, type ModelNode } from './drive-model.ts';
import { newestFirst, type ModelStep, type Spot } from './drive-model-steps.ts';

/** Gathers what a change does. */
export interface ModelChange {
  readonly model: DriveModel;
  /** The number of this change. */
  readonly at: number;
  readonly steps: ModelStep[];
}

export interface ModelPlaced {
  /** As they were before. */
  readonly placed: ModelNode[];
  /** Those that stayed, because somebody has to be asked. */
  readonly asked: ModelNode[];
}

export function newChange(model: DriveModel): ModelChange {
  return { model, at: model.number(), steps: [] };
}

/** Puts entries into a folder, those with a name that is taken as `choose` says. */
export function place(
  change: ModelChange,
  folder: number,
  incoming: readonly ModelNode[],
  choose: (node: ModelNode) => ConflictChoice,
): ModelPlaced {
  const { model } = change;
  const taken = new Set(model.children(folder).map(({ name }) => keyOf(name)));
  const free: ModelNode[] = [];
  const clashing: ModelNode[] = [];
  for (const node of incoming) {
    (taken.has(keyOf(node.name)) ? clashing : free).push(node);
    taken.add(keyOf(node.name));
  }
  moveTogether(change, free, () => ({ parent: folder, trashed: null, lost: null }));
  const placed = [...free];
  const asked: ModelNode[] = [];
  for (const { id } of clashing) {
    const node = model.nodes.get(id);
    if (node === undefined) continue;
    const existing = model.childOf(folder, node.name);
    const choice = existing === undefined ? 'keepBoth' : choose(node);
    if (choice === 'ask') asked.push(node);
    if (choice === 'ask' || choice === 'skip') continue;
    if (existing === undefined || choice === 'keepBoth' || existing.kind !== node.kind)
      moveNumbered(change, folder, node);
    else if (node.kind === 'file') replaceFile(change, existing, node);
    else merge(change, existing.id, node);
    placed.push(node);
  }
  return { placed, asked };
}

/** Puts entries somewhere under their names; what comes from one place goes back together. */
export function moveTogether(
  { model, steps }: ModelChange,
  nodes: readonly ModelNode[],
  to: (node: ModelNode) => Spot,
): void {
  const moves = nodes.map((node) => ({ id: node.id, from: spotOf(node), to: to(node) }));
  for (const { id, to: spot } of moves) model.change(id, spot);
  const groups = grouped(moves, ({ from }) => JSON.stringify(from));
  for (const group of groups.values()) steps.push({ did: 'moved', moves: group });
}

/** Makes a content a file's own, and the one it had a version; answers with that version. */
export function replaceContent({ model }: { model: DriveModel }, file: ModelNode, content: number): number {
  const id = model.number();
  model.change(file.id, { content, versions: [{ id, content: file.content }, ...file.versions] });
  return id;
}

function moveNumbered({ model, steps }: ModelChange, folder: number, node: ModelNode): void {
  const to = { parent: folder, trashed: null, lost: null, name: model.freeName(folder, node) };
  model.change(node.id, to);
  steps.push({ did: 'moved', moves: [{ id: node.id, from: { ...spotOf(node), name: node.name }, to }] });
}

function replaceFile(change: ModelChange, existing: ModelNode, incoming: ModelNode): void {
  const { model, steps } = change;
  const { id } = existing;
  const { content } = incoming;
  const version = replaceContent(change, existing, content);
  model.change(id, { versions: newestFirst([...model.node(id).versions, ...incoming.versions]) });
  model.nodes.delete(incoming.id);
  steps.push({ did: 'replaced', id, content, version, incoming });
}

function merge(change: ModelChange, existing: number, incoming: ModelNode): void {
  const { model, steps } = change;
  for (let left = model.children(incoming.id); left.length > 0; left = model.children(incoming.id))
    place(change, existing, left, () => 'replace');
  const along = model.inside(incoming.id).map(({ id }) => id);
  for (const id of along) model.change(id, { parent: existing });
  if (along.length > 0) steps.push({ did: 'along', ids: along, from: incoming.id, to: existing });
  model.nodes.delete(incoming.id);
  steps.push({ did: 'merged', row: incoming });
}

function spotOf({ parent, trashed, lost }: ModelNode): Spot {
  return { parent, trashed, lost };
}
