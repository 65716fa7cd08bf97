import type { DriveNode } from '../../contract/drive.ts';
import { fail } from '../lib/errors.ts';
import { finish, newChange, type Outcome } from './change.ts';
import { chooseLive } from './choose.ts';
import { typeOfName } from './file-type.ts';
import { findChild } from './nodes.table.ts';
import { toNodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { setNamedSpot } from './place.table.ts';
import { spotOf } from './place.ts';
import type { ServiceDeps } from './service-deps.ts';

/**
 * Gives a live entry another name; a file's kind follows its name. The name it has already changes nothing. Throws
 * NAME_TAKEN, NAME_INVALID, NAME_TOO_LONG, NOT_FOUND.
 */
export function rename(
  { db, usage, now }: Pick<ServiceDeps, 'db' | 'usage' | 'now'>,
  userId: string,
  id: string,
  typed: string,
): Promise<Outcome & { node: DriveNode }> {
  const name = toNodeName(typed);
  return db.transaction().execute(async (tx) => {
    const { rows } = await chooseLive(tx, userId, [id], { inner: true });
    const [row] = rows;
    if (row === undefined) throw fail('NOT_FOUND');
    const change = newChange(userId, now());
    const spot = spotOf(row);
    if (row.name === name.name) {
      const node = toDriveNode(row);
      return { node, count: 0, undoId: null, conflicts: [], folderIds: [] };
    }
    const other = await findChild(tx, userId, spot.parent, name.key);
    if (other !== undefined && other.id !== id) throw fail('NAME_TAKEN', { name: name.name });
    const type = row.kind === 'file' ? typeOfName(name.name) : null;
    await setNamedSpot(tx, userId, id, { spot, name, type });
    change.steps.push({
      did: 'named',
      id,
      from: { ...spot, name: row.name },
      to: { ...spot, name: name.name },
    });
    change.happened.push({ nodeId: id, kind: 'renamed', detail: row.name });
    change.folderIds.add(spot.parent);
    if (row.kind === 'folder') change.folderIds.add(id);
    const outcome = await finish(tx, usage, change, {
      kind: 'rename',
      activity: 'renamed',
      subject: name.name,
      count: 1,
    });
    return { ...outcome, node: toDriveNode({ ...row, ...type, name: name.name }) };
  });
}
