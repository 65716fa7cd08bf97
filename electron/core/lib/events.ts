import { EventEmitter } from 'node:events';

/**
 * Facts that happened in the core. Never commands: whoever listens may be absent without anything going wrong.
 * `userId` names whose data changed, so that a watcher is told of its own and nobody else's.
 */
export interface CoreEvents {
  /** Something in a folder appeared, changed or went; `folderId` is the folder shown. */
  'drive.changed': [{ userId: string; folderIds: readonly string[] }];
  /** Totals, daily figures or the activity list of a user changed. */
  'usage.changed': [{ userId: string }];
  /** Somebody was added, changed, disabled or removed. */
  'people.changed': [{ userId: string }];
  /** A user's sessions ended (signed out everywhere, disabled, removed). */
  'sessions.ended': [{ userId: string }];
  /** The server's state changed; ask the engine for it. */
  'engine.changed': [];
  /** Transfers of a user moved on; ask the transfers room for them. */
  'transfers.changed': [{ userId: string }];
  /** A check of the cloud moved on or ended; ask the care for it. */
  'care.changed': [];
  /** Bringing back a lost cloud moved on. */
  'restore.changed': [];
}

/** The one emitter of the core, handed to every room that states or hears facts. */
export type Events = EventEmitter<CoreEvents>;

/** Makes the emitter; each open window adds a few listeners, so the warning limit is lifted. */
export function makeEvents(): Events {
  return new EventEmitter<CoreEvents>().setMaxListeners(0);
}
