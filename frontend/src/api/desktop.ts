import { useSyncExternalStore } from 'react';
import type { DesktopBridge, DesktopSettings, Language, Theme } from '../../../electron/contract/desktop.ts';
import { browserHost } from './browser-host.ts';

declare global {
  interface Window {
    /** What the shell offers; not there in an ordinary browser. */
    readonly desktop?: DesktopBridge;
  }
}

/** How the page looks and speaks, wherever it is shown. */
export interface PageSettings {
  readonly language: Language;
  readonly theme: Theme;
}

/** What the page asks of where it is shown: the desktop window, or any browser. */
export interface Host {
  readonly settings: PageSettings;
  /** True when nobody can choose the language here. */
  readonly languageFixed: boolean;
  /** Keeps what was chosen; answers with what was accepted. */
  setSettings(change: Partial<PageSettings>): Promise<PageSettings>;
  /** Saves a text (the recovery code) where the person says; false when they changed their mind. */
  saveText(fileName: string, text: string): Promise<boolean>;
  print(): Promise<void>;
}

/** The computer that the cloud runs on, as far as its own window can reach it; null in a browser. */
export function computer(): DesktopBridge | null {
  return window.desktop ?? null;
}

/** Where the page is shown. */
export function host(): Host {
  return computer() ?? browserHost();
}

/** Shows the folder of the logs in the file manager; undefined where there is none to show. */
export function logAction(): (() => void) | undefined {
  const own = computer();
  return own === null ? undefined : () => void own.showLogs();
}

let changed: PageSettings | undefined;
const listeners = new Set<() => void>();

function settingsNow(): PageSettings {
  return changed ?? host().settings;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep<S extends PageSettings>(accepted: S): S {
  changed = accepted;
  for (const listener of listeners) listener();
  return accepted;
}

/** How the page looks and speaks, live. */
export function usePageSettings(): PageSettings {
  return useSyncExternalStore(listen, settingsNow);
}

/** Changes how the page looks and speaks, and keeps it; what comes back is what was accepted. */
export async function changePageSettings(change: Partial<PageSettings>): Promise<PageSettings> {
  return keep(await host().setSettings(change));
}

/** The settings of the desktop window, live; null in a browser. */
export function useDesktopSettings(): DesktopSettings | null {
  const now = useSyncExternalStore(listen, settingsNow);
  return isDesktop(now) ? now : null;
}

function isDesktop(settings: PageSettings): settings is DesktopSettings {
  return 'autostart' in settings;
}

/** Changes settings of the desktop window and keeps them. */
export async function changeDesktopSettings(change: Partial<DesktopSettings>): Promise<void> {
  const own = computer();
  if (own !== null) keep(await own.setSettings(change));
}

/** Saves a text where the person says; false when they changed their mind. */
export function saveText(fileName: string, text: string): Promise<boolean> {
  return host().saveText(fileName, text);
}

/** The system's dialog for printing the page. */
export function printPage(): void {
  void host().print();
}
