import type { Migration } from 'kysely';
import { up as firstTables } from './0001-first-tables.ts';
import { up as drive } from './0002-drive.ts';
import { up as search } from './0003-search.ts';
import { up as care } from './0004-care.ts';
import { up as network } from './0005-network.ts';
import { up as endedUploads } from './0006-ended-uploads.ts';
import { up as opened } from './0007-opened.ts';

/** Every migration, by number. Additive only: a released one is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': { up: firstTables },
  '0002-drive': { up: drive },
  '0003-search': { up: search },
  '0004-care': { up: care },
  '0005-network': { up: network },
  '0006-ended-uploads': { up: endedUploads },
  '0007-opened': { up: opened },
};
