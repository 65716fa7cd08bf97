import { ensureBuilt } from '../build.ts';
import { type ElectronRuntime, resolveElectron } from '../electron/resolve.ts';
import { type DevelopmentServer, developmentServer } from '../server.ts';
import { ensureChromium } from '../system/chromium.ts';
import { type Display, openDisplay } from '../system/display.ts';
import { ensureLibraries } from '../system/libraries.ts';

/** What the steps share; each part is made when the first step asks for it. */
export interface Workshop {
  /** Arguments of the command line for vitest and Playwright. */
  readonly passOn: readonly string[];
  electron(): Promise<ElectronRuntime>;
  server(): Promise<DevelopmentServer>;
  display(): Promise<Display>;
  /** The browser that stands for phones and other computers. */
  chromium(): Promise<string>;
  /** Builds the app when it is out of date, and says which it was. */
  build(): Promise<string>;
  close(): Promise<void>;
}

export function openWorkshop(passOn: readonly string[]): Workshop {
  const electron = once(async () => {
    const runtime = await resolveElectron();
    await ensureLibraries(runtime.executable);
    return runtime;
  });
  const server = once(developmentServer);
  const display = once(openDisplay);
  const chromium = once(ensureChromium);
  return {
    passOn,
    electron: electron.get,
    server: server.get,
    display: display.get,
    chromium: chromium.get,
    async build() {
      const { env } = await electron.get();
      return (await ensureBuilt(env)) ? 'built' : 'up to date';
    },
    async close() {
      await (await display.made())?.close();
    },
  };
}

function once<T>(make: () => Promise<T>): { get: () => Promise<T>; made: () => Promise<T | undefined> } {
  let value: Promise<T> | undefined;
  return {
    async get() {
      value ??= make();
      return value;
    },
    async made() {
      return value?.catch(() => undefined);
    },
  };
}
