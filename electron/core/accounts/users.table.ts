import type { Person, PersonRow, Role } from '../../contract/people.ts';
import type { Db, Tx, UsersTable } from '../db/schema.ts';
import { userNameKey } from './names.ts';

/** A person with what only this room may know. */
export interface User extends PersonRow {
  readonly userNameKey: string;
  readonly passwordHash: string;
  readonly recoveryHash: string | null;
  readonly rootId: string;
}

/** A person as they are made. */
export interface NewUser {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly recoveryHash: string | null;
  readonly mustChangePassword: boolean;
  readonly quotaBytes: number | null;
  readonly rootId: string;
  readonly createdAt: Date;
}

/** What of a person can be changed. */
export type UserChange = Partial<
  Pick<User, 'name' | 'userName' | 'passwordHash' | 'recoveryHash' | 'mustChangePassword' | 'disabled'> &
    Pick<User, 'quotaBytes' | 'lastSeenAt'> & { role: 'admin' | 'member' }
>;

/** Writes a new person; false when the user name is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('users')
    .values({
      id: user.id,
      name: user.name,
      user_name: user.userName,
      user_name_key: userNameKey(user.userName),
      role: user.role,
      password_hash: user.passwordHash,
      recovery_hash: user.recoveryHash,
      must_change_password: user.mustChangePassword ? 1 : 0,
      disabled: 0,
      quota_bytes: user.quotaBytes,
      root_id: user.rootId,
      used_bytes: 0,
      file_count: 0,
      version_bytes: 0,
      version_count: 0,
      created_at: user.createdAt.toISOString(),
      last_seen_at: null,
    })
    .onConflict((conflict) => conflict.column('user_name_key').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes the values given; the user name has to be free. */
export async function updateUser(db: Db | Tx, id: string, change: UserChange): Promise<void> {
  const { userName, mustChangePassword, disabled } = change;
  const values: Partial<UsersTable> = {
    ...(change.name !== undefined && { name: change.name }),
    ...(userName !== undefined && { user_name: userName, user_name_key: userNameKey(userName) }),
    ...(change.role !== undefined && { role: change.role }),
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.recoveryHash !== undefined && { recovery_hash: change.recoveryHash }),
    ...(mustChangePassword !== undefined && { must_change_password: mustChangePassword ? 1 : 0 }),
    ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }),
    ...(change.quotaBytes !== undefined && { quota_bytes: change.quotaBytes }),
    ...(change.lastSeenAt !== undefined && { last_seen_at: change.lastSeenAt }),
  };
  if (Object.keys(values).length === 0) return;
  await db.updateTable('users').set(values).where('id', '=', id).execute();
}

/** The person of an id. */
export async function findUser(db: Db | Tx, id: string): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/** The person of a user name, however it is spelt. */
export async function findUserByName(db: Db | Tx, userName: string): Promise<User | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('user_name_key', '=', userNameKey(userName))
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The owner of the cloud; undefined before the first run made them. */
export async function findOwner(db: Db | Tx): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('role', '=', 'owner').executeTakeFirst();
  return row && fromRow(row);
}

/** Everybody, in the order they came. */
export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(fromRow);
}

/** Removes a person whose files are settled, with their sessions, transfers and statistics. */
export async function deleteUser(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('users').where('id', '=', id).execute();
}

/** A person as they may know themselves. */
export function toPerson({ id, name, userName, role, mustChangePassword, quotaBytes }: User): Person {
  return { id, name, userName, role, mustChangePassword, quotaBytes };
}

/** A person as admins see them. */
export function toPersonRow(user: User): PersonRow {
  const { disabled, usedBytes, fileCount, createdAt, lastSeenAt } = user;
  return { ...toPerson(user), disabled, usedBytes, fileCount, createdAt, lastSeenAt };
}

function fromRow(row: UsersTable): User {
  return {
    id: row.id,
    name: row.name,
    userName: row.user_name,
    userNameKey: row.user_name_key,
    role: row.role,
    passwordHash: row.password_hash,
    recoveryHash: row.recovery_hash,
    mustChangePassword: row.must_change_password === 1,
    disabled: row.disabled === 1,
    quotaBytes: row.quota_bytes,
    rootId: row.root_id,
    usedBytes: row.used_bytes,
    fileCount: row.file_count,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}
