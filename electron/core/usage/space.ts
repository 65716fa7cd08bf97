import type { space } from '../../contract/space.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';

/** Makes the service that tells where a person's space went. */
export interface SpaceDeps {
  readonly db: Db;
  readonly aside: Aside;
  readonly drive: DriveAccess;
}

export function makeSpace(_deps: SpaceDeps): ServiceOf<typeof space> {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return { overview: missing, largest: missing, duplicates: missing };
}
