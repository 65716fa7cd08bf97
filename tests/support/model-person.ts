import { randomBytes, randomUUID } from 'node:crypto';
import type { ConflictChoice } from '../../electron/contract/drive.ts';
import * as acts from './drive-model-acts.ts';
import { takeBack } from './drive-model-steps.ts';
import type { ModelNode } from './drive-model.ts';
import type { Act } from './model-act.ts';
import { ModelMemory } from './model-memory.ts';
import { codeOf, isRefusal, mustEqual } from './model-refusals.ts';

const FOLDERS = ['Fotos', 'Viagem', 'Ärger', 'ação', 'x'];
const FILES = ['a.txt', 'praia.jpg', 'relatório.pdf', 'B.TXT', 'c.tar.gz.txt', 'x'];
const TAGS = ['red', 'blue', 'grey'] as const;
const CHOICES: readonly ConflictChoice[] = ['replace', 'keepBoth', 'ask', 'replace', 'skip'];

/** What is done to one entry where it is. */
interface ActOnOne {
  readonly kind: 'rename' | 'tag' | 'favourite' | 'trash' | 'forever' | 'version';
  readonly name: number;
}

/** Somebody at work, and what they should see afterwards. */
export class ModelPerson extends ModelMemory {
  /** Does one thing after another and takes it off the list, until done or until the core ends. */
  async work(list: Act[]): Promise<void> {
    for (let act = list.shift(); act !== undefined; act = list.shift()) {
      try {
        await this.do(act);
      } catch (error) {
        if (isRefusal(error)) throw error;
        return;
      }
    }
  }

  /** Does one thing. Throws where the drive refuses it, or is not as it should be. */
  async do(act: Act): Promise<void> {
    this.count(act.kind);
    const model = this.model;
    const folders = [model.node(model.root), ...model.entries().filter(({ kind }) => kind === 'folder')];
    const folder = pick(folders, act.one) ?? model.node(model.root);
    if (act.kind === 'folder') return this.#makeFolder(folder, pick(FOLDERS, act.name) ?? 'x');
    if (act.kind === 'upload' || act.kind === 'replace')
      return this.#upload(folder, pick(FILES, act.name) ?? 'x', act.kind === 'replace');
    if (act.kind === 'undo') return this.#undo(act);
    if (act.kind === 'restore') return this.#restore(act);
    const node = pick(model.entries(), act.other);
    if (node === undefined) return;
    if (act.kind === 'move' || act.kind === 'copy') return this.#transport(act.kind, node, folder, act);
    return this.#doTo(node, await this.idOf(node), { kind: act.kind, name: act.name });
  }

  async #doTo(node: ModelNode, id: string, { kind, name }: ActOnOne): Promise<void> {
    const { organise, drive, versions } = this.call;
    switch (kind) {
      case 'rename': {
        const wished = pick(node.kind === 'folder' ? FOLDERS : FILES, name) ?? 'x';
        const taken = this.model.childOf(node.parent ?? 0, wished);
        if (taken !== undefined && taken.id !== node.id) return;
        await this.change(
          () => organise.rename({ id, name: wished }),
          (model) => acts.rename(model, node.id, wished),
        );
        return;
      }
      case 'tag': {
        const tag = pick(TAGS, name) ?? 'red';
        const others = node.tags.filter((one) => one !== tag);
        const add = others.length === node.tags.length;
        await this.change(
          () => organise.setTags({ ids: [id], add: add ? [tag] : [], remove: add ? [] : [tag] }),
          (model) => acts.setTags(model, node.id, add ? [...others, tag] : others),
        );
        return;
      }
      case 'favourite':
        await this.change(
          () => organise.setFavourite({ ids: [id], favourite: node.favourite === null }),
          (model) => acts.toggleFavourite(model, node.id),
        );
        return;
      case 'trash':
      case 'forever':
        await this.change(
          () => drive.trash({ ids: [id] }),
          (model) => acts.trash(model, [node.id]),
        );
        if (kind === 'trash') return;
        await this.change(
          () => drive.deleteForever({ ids: [id] }),
          (model) => acts.deleteForever(model, node.id),
        );
        return;
      case 'version': {
        const versionId = await this.newestVersion(node, id);
        if (versionId === undefined) return;
        await this.change(
          () => versions.restore({ id, versionId }),
          (model) => acts.restoreVersion(model, node.id),
        );
        return;
      }
    }
  }

  async #makeFolder(folder: ModelNode, name: string): Promise<void> {
    if (this.model.childOf(folder.id, name) !== undefined) return;
    const parentId = await this.folderId(folder);
    await this.change(
      () => this.call.drive.createFolder({ parentId, name }),
      (model) => acts.makeFolder(model, folder.id, name),
    );
  }

  async #upload(folder: ModelNode, name: string, replace: boolean): Promise<void> {
    const folderId = await this.folderId(folder);
    const text = randomBytes(this.contents.length * 8)
      .toString('hex')
      .slice(0, this.contents.length * 16);
    const content = this.contents.push(text);
    const conflicts = replace ? 'replace' : 'keepBoth';
    await this.change(
      () => this.hands.put({ folderId, name, text, conflicts }),
      (model) => acts.upload(model, folder.id, { name, content, replace }),
    );
  }

  /** Moves or copies one or two entries; whoever is asked about names answers at once. */
  async #transport(
    kind: 'move' | 'copy',
    node: ModelNode,
    folder: ModelNode,
    { name, how }: Act,
  ): Promise<void> {
    const second = how % 3 === 0 ? pick(this.model.entries(), name) : undefined;
    const above = this.model.upwards(folder.id);
    const nodes = [node, ...(second === undefined ? [] : [second])].filter((one) => !above.includes(one));
    if (nodes.length === 0) return;
    const folderId = await this.folderId(folder);
    const batch = how % 2 === 0 ? randomUUID() : undefined;
    const go = async (chosen: readonly ModelNode[], conflicts: ConflictChoice) => {
      const ids: string[] = [];
      for (const one of chosen) ids.push(await this.idOf(one));
      const { said, model } = await this.change(
        () =>
          this.call.organise[kind]({ ids, folderId, conflicts, ...(batch === undefined ? {} : { batch }) }),
        (after) =>
          (kind === 'move' ? acts.move : acts.copy)(after, {
            ids: chosen.map(({ id }) => id),
            folder: folder.id,
            choice: conflicts,
            batch,
          }),
      );
      mustEqual(said.count, model.count, `entries that a ${kind} (${conflicts}) placed`);
      mustEqual(said.conflicts.length, model.asked.length, `conflicts of a ${kind}`);
      return model.asked;
    };
    const asked = await go(nodes, pick(CHOICES, how) ?? 'ask');
    if (asked.length > 0) await go(asked, name % 2 === 0 ? 'replace' : 'keepBoth');
  }

  async #restore({ one, other, how }: Act): Promise<void> {
    const known = this.model.trash().filter(({ id }) => this.ids.has(id));
    const chosen = new Set([pick(known, one), how % 3 === 0 ? pick(known, other) : undefined]);
    const nodes = [...chosen].filter((node) => node !== undefined);
    if (nodes.length === 0) return;
    const ids = nodes.flatMap(({ id }) => this.ids.get(id) ?? []);
    const conflicts = pick(CHOICES, how) ?? 'keepBoth';
    const { said, model } = await this.change(
      () => this.call.drive.restore({ ids, conflicts }),
      (after) =>
        acts.restore(
          after,
          nodes.map(({ id }) => id),
          conflicts,
        ),
    );
    mustEqual(said.count, model.count, 'entries restored');
    mustEqual(said.conflicts.length, model.asked.length, 'conflicts of a restore');
  }

  /** Takes back the newest change, or an older one; the drive has to know whether that can be. */
  async #undo({ other, how }: Act): Promise<void> {
    await this.compare('before an undo');
    const list = await this.call.organise.undoable();
    const index = how % 4 === 0 ? other % Math.max(1, list.length) : 0;
    const entry = list[index];
    const done = this.model.undo.at(-1 - index);
    if (entry === undefined || done === undefined) return;
    const { model, outdated } = takeBack(this.model.copy(), done);
    this.maybe = model;
    try {
      await this.call.organise.undo({ id: how % 4 === 1 ? null : entry.id });
      mustEqual(false, outdated, `whether a ${entry.kind} can no longer be taken back`);
      this.count(`undo ${entry.kind}`);
    } catch (error) {
      if (codeOf(error) !== 'UNDO_OUTDATED') throw error;
      mustEqual(true, outdated, `whether a ${entry.kind} can no longer be taken back`);
      this.count('outdated');
    }
    this.maybe = null;
    this.model = model;
    await this.compare(`after the undo of a ${entry.kind}`);
  }
}

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % Math.max(1, list.length)];
}
