import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type OpenDatabase } from '../../electron/core/db/open.ts';
import { silentLog } from '../../electron/core/lib/log.ts';

/** A real SQLite database in a folder of its own, with every migration applied; `close` removes it. */
export async function tempDatabase(): Promise<OpenDatabase & { readonly folder: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-db-'));
  const opened = await openDatabase({
    file: path.join(folder, 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    log: silentLog(),
  });
  return {
    ...opened,
    folder,
    close: async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
