import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../cache.ts';

const PROBE_MS = 5000;
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

const OFFICIAL = 'https://github.com/electron/electron/releases/download/';

/**
 * Tells within seconds whether Electron's downloads can be reached, because the download itself would wait for
 * minutes on a network that drops packets silently. Any answer of the server counts as reached.
 * @returns why not, or undefined when they can
 */
export async function reachElectronDownloads(version: string): Promise<string | undefined> {
  const mirror = process.env['npm_config_electron_mirror'] ?? process.env['ELECTRON_MIRROR'] ?? OFFICIAL;
  return reach(new URL(`v${version}/SHASUMS256.txt`, mirror));
}

const memory = (): string => path.join(cacheFolder(), 'electron-downloads-unreachable');

/** Whether the downloads could not be reached within the last day: then nobody waits for another try. */
export async function recentlyUnreachable(): Promise<boolean> {
  const noted = await stat(memory()).catch(() => undefined);
  return noted !== undefined && Date.now() - noted.mtimeMs < REMEMBERED_MS;
}

export async function rememberUnreachable(): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(memory(), '');
}

/** @returns why nothing answers at this address within five seconds, or undefined when something does */
export async function reach(url: URL, timeoutMs = PROBE_MS): Promise<string | undefined> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return undefined;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return `${url.host} does not answer`;
    }
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}
