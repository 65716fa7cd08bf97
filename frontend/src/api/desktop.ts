import { useSyncExternalStore } from 'react';
import type { DesktopBridge, DesktopSettings } from '../../../electron/contract/desktop.ts';

declare global {
  interface Window {
    /** What the shell offers; not there in an ordinary browser. */
    readonly desktop?: DesktopBridge;
  }
}

/** What only the desktop window can do; throws in an ordinary browser. */
export function desktop(): DesktopBridge {
  if (window.desktop === undefined) throw new Error('this page is not in the desktop window');
  return window.desktop;
}

/** Shows the folder of the logs in the file manager. */
export function showLog(): void {
  void desktop().showLogs();
}

let changed: DesktopSettings | undefined;
const listeners = new Set<() => void>();

function settingsNow(): DesktopSettings {
  return changed ?? desktop().settings;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The settings of this window, live. */
export function useDesktopSettings(): DesktopSettings {
  return useSyncExternalStore(listen, settingsNow);
}

/** Changes settings of this window and keeps them; what comes back is what the system accepted. */
export async function changeDesktopSettings(change: Partial<DesktopSettings>): Promise<DesktopSettings> {
  changed = await desktop().setSettings(change);
  for (const listener of listeners) listener();
  return changed;
}

/** Saves a text where the person says; false when they changed their mind. */
export function saveText(fileName: string, text: string): Promise<boolean> {
  return desktop().saveText(fileName, text);
}

/** The system's dialog for printing the page. */
export function printPage(): void {
  void desktop().print();
}
