import { app } from 'electron';
import type { CoreOptions } from '../contract/shell.ts';
import type { Keychain } from './keychain.ts';
import type { Paths } from './paths.ts';

/** How the core of this app is started, with a window or without. */
export function coreOptionsFor(paths: Paths, keychain: Keychain | null): CoreOptions {
  return {
    home: paths.core,
    appVersion: app.getVersion(),
    suggestedFolder: paths.suggestedData,
    bundledServerFolder: paths.bundledServer,
    sqliteBinding: paths.sqliteBinding,
    manifestFile: paths.manifest,
    pageFolder: paths.page,
    keychain: keychain !== null,
  };
}
