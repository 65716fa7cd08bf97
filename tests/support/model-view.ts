import type { DriveNode } from '../../electron/contract/drive.ts';
import type { ModelDone } from './drive-model-steps.ts';
import type { DriveModel } from './drive-model.ts';
import type { ModelHands } from './model-hands.ts';

/** What can be compared of an entry. */
interface Seen {
  readonly name: string;
  /** Null for folders. */
  readonly size: number | null;
  readonly tags: readonly string[];
  readonly favourite: boolean;
  readonly inside?: readonly Seen[];
}

/** What a person sees of their drive: what is there, what is in the trash, and what can be taken back. */
interface DriveView {
  readonly live: readonly Seen[];
  readonly trash: readonly Seen[];
  readonly undo: readonly Pick<ModelDone, 'kind' | 'subject' | 'count'>[];
}

/** What the model says that they should see; `sizeOf` a content. */
export function viewOf(model: DriveModel, sizeOf: (content: number) => number): DriveView {
  const one = (id: number): Seen => {
    const { kind, name, content, tags, favourite } = model.node(id);
    const size = kind === 'file' ? sizeOf(content) : null;
    return { name, size, tags: tags.toSorted(), favourite: favourite !== null };
  };
  const below = (folder: number): Seen[] =>
    inOrder(
      model.children(folder).map(({ id, kind }) => {
        const seen = one(id);
        return kind === 'file' ? seen : Object.assign(seen, { inside: below(id) });
      }),
    );
  return {
    live: below(model.root),
    trash: inOrder(model.trash().map(({ id }) => one(id))),
    undo: model.undo.map(({ kind, subject, count }) => ({ kind, subject, count })).toReversed(),
  };
}

/** What they really see. */
export async function viewIn({ call }: ModelHands): Promise<DriveView> {
  const one = ({ name, sizeBytes, tags, favourite }: DriveNode): Seen => ({
    name,
    size: sizeBytes,
    tags: tags.toSorted(),
    favourite,
  });
  const below = async (folderId: string | null): Promise<Seen[]> => {
    const { items } = await call.drive.list({ folderId, limit: 1000 });
    const seen: Seen[] = [];
    for (const item of items)
      seen.push(item.kind === 'file' ? one(item) : { ...one(item), inside: await below(item.id) });
    return inOrder(seen);
  };
  const trash = await call.drive.listTrash({ limit: 1000 });
  const undo = await call.organise.undoable();
  return {
    live: await below(null),
    trash: inOrder(trash.items.map(one)),
    undo: undo.map(({ kind, subject, count }) => ({ kind, subject, count })),
  };
}

function inOrder(entries: readonly Seen[]): Seen[] {
  const text = (seen: Seen) => JSON.stringify(seen);
  return entries.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
}
