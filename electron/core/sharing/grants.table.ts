import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db, GrantsTable, NodesTable, Tx } from '../db/schema.ts';

/** A grant with the folder and the people of it. */
export interface GrantRow extends GrantsTable {
  readonly owner_name: string;
  readonly person_name: string | null;
  readonly folder: Pick<NodesTable, 'id' | 'name' | 'created_at' | 'modified_at'>;
}

function grants(db: Db | Tx) {
  return db
    .selectFrom('grants')
    .innerJoin('nodes', 'nodes.id', 'grants.folder_id')
    .innerJoin('users as owner', 'owner.id', 'grants.owner_id')
    .leftJoin('users as person', 'person.id', 'grants.person_id')
    .select([
      'grants.id',
      'grants.owner_id',
      'grants.folder_id',
      'grants.person_id',
      'grants.access',
      'grants.created_at',
      'owner.name as owner_name',
      'person.name as person_name',
      'nodes.name',
      'nodes.created_at as folder_created_at',
      'nodes.modified_at',
    ])
    .where('nodes.purged_at', 'is', null);
}

type Found = Awaited<ReturnType<ReturnType<typeof grants>['execute']>>[number];

function toRow(found: Found): GrantRow {
  const { name, folder_created_at: created, modified_at: modified, ...grant } = found;
  return { ...grant, folder: { id: grant.folder_id, name, created_at: created, modified_at: modified } };
}

/** What a person gives, or what they give of one folder. */
export async function grantsOf(db: Db | Tx, ownerId: string, folderId?: string): Promise<GrantRow[]> {
  const found = await grants(db)
    .where('grants.owner_id', '=', ownerId)
    .$if(folderId !== undefined, (query) => query.where('grants.folder_id', '=', folderId ?? ''))
    .orderBy('grants.id')
    .execute();
  return found.map(toRow);
}

/** Whether a row of `grants` is for a person: for them alone, or for everybody, unless they have left it. */
export function isGivenTo(userId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(grants.person_id is null or grants.person_id = ${userId}) and not exists (
    select 1 from grant_leavers
    where grant_leavers.grant_id = grants.id and grant_leavers.person_id = ${userId}
  )`;
}

/** What others give a person who has not left it. */
export async function grantsFor(db: Db, userId: string): Promise<GrantRow[]> {
  const found = await grants(db)
    .where('grants.owner_id', '!=', userId)
    .where('owner.disabled', '=', 0)
    .where(isGivenTo(userId))
    .orderBy('grants.id')
    .execute();
  return found.map(toRow);
}

/** Whether a folder is the top of somebody's drive. */
export async function isTop(db: Db | Tx, folderId: string): Promise<boolean> {
  const found = await db
    .selectFrom('nodes')
    .select('parent_id')
    .where('id', '=', folderId)
    .executeTakeFirst();
  return found?.parent_id === null;
}

/** One grant by its id, whoever asks. */
export async function findGrant(db: Db | Tx, id: string): Promise<GrantRow | undefined> {
  const found = await grants(db).where('grants.id', '=', id).executeTakeFirst();
  return found === undefined ? undefined : toRow(found);
}

export async function insertGrant(db: Db | Tx, grant: GrantsTable): Promise<void> {
  await db.insertInto('grants').values(grant).execute();
}

export async function setAccess(db: Db | Tx, id: string, access: GrantsTable['access']): Promise<void> {
  await db.updateTable('grants').set({ access }).where('id', '=', id).execute();
}

/** Lets everybody who left it see it again. */
export async function forgetLeavers(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('grant_leavers').where('grant_id', '=', id).execute();
}

export async function deleteGrant(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('grants').where('id', '=', id).execute();
}

/** Takes one person out of what is shared with everybody. */
export async function insertLeaver(db: Db | Tx, id: string, personId: string): Promise<void> {
  await db
    .insertInto('grant_leavers')
    .values({ grant_id: id, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Everybody but one who may sign in, by name. */
export function othersQuery(db: Db | Tx, userId: string) {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', '!=', userId)
    .where('disabled', '=', 0)
    .orderBy('name')
    .orderBy('id');
}
