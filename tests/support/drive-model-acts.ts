import type { ConflictChoice } from '../../electron/contract/drive.ts';
import type { UndoKind } from '../../electron/contract/organise.ts';
import { grouped } from '../../electron/core/lib/grouped.ts';
import { newNode, type DriveModel, type ModelNode } from './drive-model.ts';
import { moveTogether, newChange, place, replaceContent, type ModelChange } from './drive-model-place.ts';
import { keep, type ModelStep } from './drive-model-steps.ts';

/** How entries go to a folder. */
export interface ModelTransport {
  readonly ids: readonly number[];
  readonly folder: number;
  readonly choice: ConflictChoice;
  readonly batch: string | undefined;
}

/** What a change did, as the drive answers. */
export interface ModelOutcome {
  readonly count: number;
  /** Those that stayed, because somebody has to be asked. */
  readonly asked: readonly ModelNode[];
}

export function makeFolder(model: DriveModel, parent: number, name: string): void {
  model.put({ ...newNode(model.number(), 'folder', name), parent });
}

/** A new file, or its content as the newest of the one that is there. */
export function upload(
  model: DriveModel,
  folder: number,
  { name, content, replace }: { name: string; content: number; replace: boolean },
): void {
  const existing = model.childOf(folder, name);
  if (replace && existing?.kind === 'file') {
    replaceContent({ model }, existing, content);
    return;
  }
  const free = model.freeName(folder, { name, kind: 'file' });
  model.put({ ...newNode(model.number(), 'file', free), parent: folder, content });
}

/** Makes the newest earlier content of a file the present one. */
export function restoreVersion(model: DriveModel, id: number): void {
  const node = model.node(id);
  const [newest, ...others] = node.versions;
  if (newest !== undefined) replaceContent({ model }, { ...node, versions: others }, newest.content);
}

export function rename(model: DriveModel, id: number, name: string): void {
  const node = model.node(id);
  if (node.name === name) return;
  const spot = { parent: node.parent, trashed: null, lost: null };
  model.change(id, { name });
  const moves = [{ id, from: { ...spot, name: node.name }, to: { ...spot, name } }];
  keep(model, {
    kind: 'rename',
    subject: name,
    count: 1,
    batch: undefined,
    steps: [{ did: 'moved', moves }],
  });
}

export function setTags(model: DriveModel, id: number, tags: readonly string[]): void {
  const node = model.node(id);
  model.change(id, { tags });
  const steps = [{ did: 'tagged', id, from: node.tags, to: tags } as const];
  keep(model, { kind: 'tag', subject: node.name, count: 1, batch: undefined, steps });
}

export function toggleFavourite(model: DriveModel, id: number): void {
  const node = model.node(id);
  const to = node.favourite === null ? model.number() : null;
  model.change(id, { favourite: to });
  const steps = [{ did: 'favoured', id, from: node.favourite, to } as const];
  keep(model, { kind: 'favourite', subject: node.name, count: 1, batch: undefined, steps });
}

export function move(model: DriveModel, { ids, folder, choice, batch }: ModelTransport): ModelOutcome {
  const change = newChange(model);
  const coming = outer(model, ids).filter(({ parent }) => parent !== folder);
  const { placed, asked } = place(change, folder, coming, () => choice);
  return finish(change, 'move', { placed, asked, batch });
}

export function copy(model: DriveModel, { ids, folder, choice, batch }: ModelTransport): ModelOutcome {
  const change = newChange(model);
  const stays = (node: ModelNode) =>
    (choice === 'ask' || choice === 'skip') &&
    node.parent !== folder &&
    model.childOf(folder, node.name) !== undefined;
  const chosen = outer(model, ids);
  const staying = chosen.filter(stays);
  const sources = chosen.filter((node) => !staying.includes(node));
  const given = new Set<string>();
  const copies = sources.map((source) => {
    const isTaken = (name: string) => given.has(name) || model.childOf(folder, name) !== undefined;
    const name = source.parent === folder ? model.freeName(folder, source, isTaken) : source.name;
    if (source.parent === folder) given.add(name);
    const copied = copyBelow(model, source, null);
    model.change(copied, { name });
    return { copied, source };
  });
  const sourceOf = new Map(copies.map(({ copied, source }) => [copied, source]));
  const ownSources = (nodes: readonly ModelNode[]) => nodes.flatMap(({ id }) => sourceOf.get(id) ?? []);
  const { placed, asked } = place(
    change,
    folder,
    copies.map(({ copied }) => model.node(copied)),
    ({ id }) => (sourceOf.get(id)?.parent === folder ? 'keepBoth' : choice),
  );
  // What found no place is seen by nobody.
  for (const { copied } of copies) if (model.nodes.get(copied)?.parent === null) forget(model, copied);
  const steps = change.steps.splice(0).flatMap(toCopyStep);
  change.steps.push(...steps);
  return finish(change, 'copy', {
    placed: ownSources(placed),
    asked: [...(choice === 'ask' ? staying : []), ...ownSources(asked)],
    batch,
  });
}

export function trash(model: DriveModel, ids: readonly number[]): ModelOutcome {
  const change = newChange(model);
  const chosen = outer(model, ids);
  moveTogether(change, chosen, ({ parent }) => ({ parent, trashed: change.at, lost: null }));
  return finish(change, 'trash', { placed: chosen, asked: [], batch: undefined });
}

/** Back from the trash; a folder that is not there is made again. */
export function restore(model: DriveModel, ids: readonly number[], choice: ConflictChoice): ModelOutcome {
  const change = newChange(model);
  const done = { placed: [] as ModelNode[], asked: [] as ModelNode[] };
  const levels = grouped(ids, (id) => model.namesAbove(id).length);
  for (const [, level] of [...levels].toSorted(([one], [other]) => one - other)) {
    const places = new Map<number, ModelNode[]>();
    for (const id of level) {
      const node = model.node(id);
      const { parent } = node;
      const isThere = parent !== null && node.lost === null && model.isLive(parent);
      const folder = isThere ? parent : madeAgain(change, model.namesAbove(id));
      places.set(folder, [...(places.get(folder) ?? []), node]);
    }
    for (const [folder, nodes] of places) {
      const { placed, asked } = place(change, folder, nodes, () => choice);
      done.placed.push(...placed);
      done.asked.push(...asked);
    }
  }
  return finish(change, 'restore', { ...done, batch: undefined });
}

/** Deletes what is in the trash for ever; what had been put there by itself stays. */
export function deleteForever(model: DriveModel, id: number): void {
  const lost = [...model.namesAbove(id), model.node(id).name];
  for (const node of model.inside(id))
    if (node.trashed === null) deleteForever(model, node.id);
    else model.change(node.id, { parent: model.root, lost });
  model.nodes.delete(id);
}

/** The entries, but for those inside another of them. */
function outer(model: DriveModel, ids: readonly number[]): ModelNode[] {
  const isInner = (id: number) =>
    model
      .upwards(id)
      .slice(1)
      .some((above) => ids.includes(above.id));
  return [...new Set(ids)].filter((id) => !isInner(id)).map((id) => model.node(id));
}

function copyBelow(model: DriveModel, source: ModelNode, parent: number | null): number {
  const id = model.number();
  model.put({ ...source, id, parent, versions: [], favourite: null });
  for (const child of model.children(source.id)) copyBelow(model, child, id);
  return id;
}

function forget(model: DriveModel, id: number): void {
  for (const child of model.inside(id)) forget(model, child.id);
  model.nodes.delete(id);
}

/** What came by a copy has no place to go back to. */
function toCopyStep(step: ModelStep): ModelStep[] {
  if (step.did === 'moved') return [{ did: 'copied', ids: step.moves.map(({ id }) => id) }];
  if (step.did === 'replaced') return [{ ...step, incoming: null }];
  return step.did === 'merged' || step.did === 'along' ? [] : [step];
}

function madeAgain({ model, steps }: ModelChange, names: readonly string[]): number {
  const made: number[] = [];
  let at = model.root;
  for (const wished of names) {
    const parent = at;
    const isFile = (name: string) => model.childOf(parent, name)?.kind === 'file';
    const name = model.freeName(parent, { name: wished, kind: 'folder' }, isFile);
    const existing = model.childOf(parent, name);
    at = existing?.id ?? model.put({ ...newNode(model.number(), 'folder', name), parent }).id;
    if (existing === undefined) made.push(at);
  }
  if (made.length > 0) steps.push({ did: 'made', ids: made });
  return at;
}

function finish(
  { model, steps }: ModelChange,
  kind: UndoKind,
  {
    placed,
    asked,
    batch,
  }: { placed: readonly ModelNode[]; asked: readonly ModelNode[]; batch: string | undefined },
): ModelOutcome {
  const count = placed.length;
  keep(model, { kind, subject: placed[0]?.name ?? '', count, batch, steps });
  return { count, asked };
}
