import os from 'node:os';
import path from 'node:path';

/**
 * Folder outside the repository for what is downloaded or built once: `MCM_CACHE`, or `mini-cloud-maker` in the
 * system's folder for caches. It may not exist yet, and may be deleted at any time.
 */
export function cacheFolder(): string {
  const chosen = process.env['MCM_CACHE'];
  return chosen === undefined || chosen === ''
    ? path.join(systemCacheFolder(), 'mini-cloud-maker')
    : path.resolve(chosen);
}

function systemCacheFolder(): string {
  if (process.platform === 'win32') {
    return process.env['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData', 'Local');
  }
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
  const xdg = process.env['XDG_CACHE_HOME'];
  // The standard says that a relative path is to be ignored.
  return xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(os.homedir(), '.cache');
}
