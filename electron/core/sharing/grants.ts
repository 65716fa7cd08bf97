import type { grants as grantsGroup } from '../../contract/shares.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';

/** Serves folders shared between people with accounts. */
export function makeGrants(): ServiceOf<typeof grantsGroup> {
  const later = () => {
    throw fail('NOT_FOUND');
  };
  return {
    people: later,
    ofFolder: later,
    given: later,
    received: later,
    watch: later,
    give: later,
    withdraw: later,
    leave: later,
  };
}
