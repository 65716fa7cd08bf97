/** What the preload offers the page as `window.desktop`: only what a browser cannot do. Types only. */

export type Language = 'pt-BR' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface DesktopSettings {
  readonly language: Language;
  readonly theme: Theme;
  /** Keep the cloud running in the tray when the window is closed. */
  readonly keepRunning: boolean;
  /** Start with the computer. */
  readonly autostart: boolean;
}

export interface DesktopBridge {
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly settings: DesktopSettings;
  /** True when MCM_LANG fixes the language, so that the page offers no choice. */
  readonly languageFixed: boolean;
  setSettings(change: Partial<DesktopSettings>): Promise<DesktopSettings>;
  /** Asks for the port to the core; it arrives as a window message `{ type: 'core-port' }` with the port. */
  connect(): void;
  /** Handles for files and folders that were dropped or chosen in a file field, in the same order. */
  grantFiles(files: readonly File[]): Promise<string[]>;
  /** The system's dialog for files or a folder to upload; an empty list when closed. */
  chooseUploadFolder(): Promise<string[]>;
  /** The system's dialog for the folder to download into; null when closed. */
  chooseDownloadFolder(): Promise<{ grant: string; folder: string } | null>;
  /** The system's dialog for the zip archive to write; its name ends in `.zip`. Null when closed. */
  chooseZip(suggestedName: string): Promise<{ grant: string; folder: string } | null>;
  /** The system's dialog for where the cloud's data lives; null when closed. */
  chooseDataFolder(): Promise<string | null>;
  /** Shows the folder of the logs in the file manager. */
  showLogs(): Promise<void>;
  /** Shows where the cloud's data lies, beside what else is on that disk, in the file manager. */
  showData(): Promise<void>;
  /** Saves a text (the recovery code) where the person says; false when closed. */
  saveText(suggestedName: string, text: string): Promise<boolean>;
  print(): Promise<void>;
  /** Called when the core was started again and a new port is on its way. */
  onCoreRestarted(listener: () => void): () => void;
  /** Called when the core cannot start at all, with the failure's code. */
  onCoreFailed(listener: (code: string) => void): () => void;
  /** Starts the core again after it failed; a new port comes as after {@link connect}. */
  restartCore(): Promise<void>;
  /** The same, with damaged records set aside: the first run begins, where the cloud can be restored. */
  startRestore(): Promise<void>;
  quit(): Promise<void>;
}
