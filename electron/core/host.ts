import type { Notice } from '../contract/shell.ts';
import type { Cipher } from './lib/vault.ts';
import type { DecoderFiles } from './previews/decoders.ts';

/** What the core's host does for it. */
export interface Host {
  /** Encrypts with the system's keychain; null where there is none. */
  readonly cipher: Cipher | null;
  /** Keeps (or forgets) the session that a window begins with next time. */
  remember(windowId: number, token: string | null): void;
  /** Told how many transfers run, so that the computer stays awake only then. */
  busy(transfers: number): void;
  /** Shows a file of this computer in the system's file manager. */
  show(path: string): void;
  /** The worker that hashes passwords, as file path or URL. */
  readonly passwordWorker: URL;
  /** The worker that reads the database away from the event loop, likewise. */
  readonly asideWorker: URL;
  /** The worker that copies the database, likewise. */
  readonly snapshotWorker: URL;
  /** The script of the pages that strangers see, as file path or URL. */
  readonly shareScript: URL;
  /** Stops this core and begins another in its place. */
  restart(): void;
  /** Tells the person something although no window may be open. */
  notify(notice: Notice): void;
  /** What decodes pictures, likewise. */
  readonly decoders: DecoderFiles;
}
