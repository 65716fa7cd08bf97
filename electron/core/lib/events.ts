import { EventEmitter } from 'node:events';
import type { Notice } from '../../contract/shell.ts';

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
  /** The door opened or closed, or the address of this computer changed; ask the network for its state. */
  'network.changed': [];
  /** A share of a user was made, changed, used or ended. */
  'shares.changed': [{ userId: string; shareId: string }];
  /** A share may be used no more, or less than before: what runs for it has to ask again. */
  'shares.closed': [{ shareId: string }];
  /** Who may see which shared folders changed; `userIds` are the owner and everybody concerned, null for everybody. */
  'grants.changed': [{ userIds: readonly string[] | null }];
  /** Somebody has to be told although no window may be open. */
  notice: [{ userId: string | null; notice: Notice }];
  /** Bringing back a lost cloud moved on. */
  'restore.changed': [];
}

/** The one emitter of the core, handed to every room that states or hears facts. */
export type Events = EventEmitter<CoreEvents>;

/** Makes the emitter; each open window adds a few listeners, so the warning limit is lifted. */
export function makeEvents(): Events {
  return new EventEmitter<CoreEvents>().setMaxListeners(0);
}
