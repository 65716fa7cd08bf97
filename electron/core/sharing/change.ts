import { DIRECT_MAXIMUM_SECONDS, type shares } from '../../contract/shares.ts';
import type { ActivityEntry } from '../../contract/usage.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { ShareChange, ShareRow } from './shares.table.ts';

/** What is written of a share, and whether it may be used less than before. */
export interface Change {
  readonly set: ShareChange;
  readonly closes: boolean;
  readonly activity?: ActivityEntry['kind'];
}

type Wishes = Omit<Parameters<ServiceOf<typeof shares>['update']>[1], 'id' | 'password'>;

/** What an owner may set, by kind of share: the rest has no meaning there. */
const SETTABLE: Record<ShareRow['kind'], readonly (keyof Wishes | 'password')[]> = {
  link: ['expiresAt', 'viewOnly', 'downloadLimit', 'asksName', 'note', 'password'],
  direct: ['expiresAt', 'downloadLimit', 'note'],
  request: ['expiresAt', 'asksName', 'note', 'password', 'maximumFiles', 'maximumBytes', 'maximumFileBytes'],
};

/**
 * What of a share changes by an owner's wishes; `hash` is that of the new password, null for none from now on. Throws
 * INVALID_INPUT for what has no meaning for this kind of share.
 */
export function changeOf(row: ShareRow, wishes: Wishes, hash: string | null | undefined, now: Date): Change {
  const given = { ...wishes, password: hash };
  const fields = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const wrong = fields.filter((name) => !SETTABLE[row.kind].some((settable) => settable === name));
  if (row.kind === 'direct' && wishes.expiresAt !== undefined && !fitsDirect(wishes.expiresAt, now))
    wrong.push('expiresAt');
  if (wrong.length > 0) throw fail('INVALID_INPUT', { fields: wrong });

  const { expiresAt, viewOnly, downloadLimit, asksName, note } = wishes;
  const set: ShareChange = {
    ...(expiresAt !== undefined && { expires_at: normalTime(expiresAt) }),
    ...(viewOnly !== undefined && { view_only: viewOnly ? 1 : 0 }),
    ...(downloadLimit !== undefined && { download_limit: downloadLimit }),
    ...(asksName !== undefined && { asks_name: asksName ? 1 : 0 }),
    ...(note !== undefined && { note }),
    ...(hash !== undefined && { password_hash: hash }),
    ...(wishes.maximumFiles !== undefined && { maximum_files: wishes.maximumFiles }),
    ...(wishes.maximumBytes !== undefined && { maximum_bytes: wishes.maximumBytes }),
    ...(wishes.maximumFileBytes !== undefined && { maximum_file_bytes: wishes.maximumFileBytes }),
  };
  return { set, closes: narrows(row, { ...row, ...set }, now) };
}

/** A time as it is compared in the database: ISO 8601 in UTC with milliseconds. */
export function normalTime(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** Whether what runs already has to ask again. A nearer end that is still to come closes by itself when it comes. */
function narrows(before: ShareRow, after: ShareRow, now: Date): boolean {
  return (
    (before.view_only === 0 && after.view_only === 1) ||
    (after.password_hash !== null && after.password_hash !== before.password_hash) ||
    (after.expires_at !== null && after.expires_at <= now.toISOString()) ||
    (after.download_limit !== null &&
      (before.download_limit === null || after.download_limit < before.download_limit))
  );
}

function fitsDirect(expiresAt: string | null, now: Date): boolean {
  return expiresAt !== null && Date.parse(expiresAt) - now.getTime() <= DIRECT_MAXIMUM_SECONDS * 1000;
}
