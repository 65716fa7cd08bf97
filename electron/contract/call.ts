import { oc } from '@orpc/contract';
import { errors } from './errors.ts';

/**
 * Who may make a call.
 * `anyone`: also before sign-in. `setup`: only while the first run is not finished. Then each role includes the ones
 * before it: `member`, `admin`, `owner`.
 */
export type Access = 'anyone' | 'setup' | 'member' | 'admin' | 'owner';

/** What every call declares about itself. */
export interface CallMeta {
  readonly access: Access;
  /** Only the desktop window may call it: it names files or programs of this computer. */
  readonly desktopOnly: boolean;
}

/** Begins a call of the contract; there is no way to declare one without saying who may make it. */
export function call(access: Access, options: { desktopOnly?: boolean } = {}) {
  return oc
    .$meta<Partial<CallMeta>>({})
    .errors(errors)
    .meta({ access, desktopOnly: options.desktopOnly ?? false });
}
