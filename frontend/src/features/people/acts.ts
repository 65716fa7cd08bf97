import type { Person, PersonRow } from '../../../../electron/contract/people.ts';

/** What can be done for a person. */
export type PersonAct = 'edit' | 'resetPassword' | 'disable' | 'enable' | 'remove';

/**
 * What this admin may do for that person, as far as the core would let them: only the owner deals with admins, nobody
 * deals with the owner, and what one does for oneself is in the settings.
 */
export function actsFor(
  row: Pick<PersonRow, 'id' | 'role' | 'disabled'>,
  me: Pick<Person, 'id' | 'role'>,
): readonly PersonAct[] {
  if (row.id === me.id || row.role === 'owner') return [];
  if (row.role === 'admin' && me.role !== 'owner') return [];
  return ['edit', 'resetPassword', row.disabled ? 'enable' : 'disable', 'remove'];
}
