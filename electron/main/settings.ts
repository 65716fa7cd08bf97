import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { systemCode } from '../core/lib/errors.ts';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
/** A window's place on the screens, in device-independent pixels. */
export type Bounds = z.infer<typeof bounds>;

/** Each setting by itself, so that one that is wrong does not take the others along. An absent one has its default. */
const fields = {
  language: z.enum(['pt-BR', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  keepRunning: z.boolean(),
  /** The person was told once that the cloud keeps running. */
  keepRunningTold: z.boolean(),
  bounds,
  maximized: z.boolean(),
  uploadFolder: z.string(),
  downloadFolder: z.string(),
  dataFolder: z.string(),
  textFolder: z.string(),
};
const allFields = z.object(fields).partial();
/** What the shell itself remembers; everything else is in the core's database. */
export type Settings = z.infer<typeof allFields>;

/** The part of electron-store that is used. */
export interface KeyValueFile {
  store: Record<string, unknown>;
}

export interface SettingsStore {
  get<K extends keyof Settings>(name: K): Settings[K];
  /** Takes the change over and writes the file; `undefined` forgets a setting. */
  change(change: { [K in keyof Settings]?: Settings[K] | undefined }): void;
}

const NAME = 'settings';

/**
 * Opens the settings of a folder. What cannot be used falls back to its default, and the file as it was is kept as
 * `settings.damaged.json`.
 */
export function openSettings(
  folder: string,
  openFile: (options: { cwd: string; name: string }) => KeyValueFile,
): SettingsStore {
  const usable = readUsable(path.join(folder, `${NAME}.json`));
  const file = openFile({ cwd: folder, name: NAME });
  let current: Settings = usable;
  return {
    get: (name) => current[name],
    change(change) {
      current = allFields.parse(withoutUndefined({ ...current, ...change }));
      file.store = current;
    },
  };
}

function readUsable(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw error;
  }
  const stored = parseObject(text);
  const usable = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const result = field.safeParse(stored?.[name]);
      return result.success ? [[name, result.data]] : [];
    }),
  );
  const damaged = stored === null || Object.keys(fields).some((name) => name in stored && !(name in usable));
  if (damaged) copyFileSync(file, path.join(path.dirname(file), `${NAME}.damaged.json`));
  if (stored === null) rmSync(file);
  return allFields.parse(usable);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return null; // not what we wrote: the caller keeps a copy
  }
}

function withoutUndefined(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
