import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** Asks a health route of the server on a port of this computer; false also when no answer comes in time. */
export function isHealthy(port: number, route: 'live' | 'ready', timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      { host: '127.0.0.1', port, path: `/minio/health/${route}`, agent: false },
      (response) => {
        response.resume();
        response.on('error', () => undefined); // cut off after the answer that counts
        resolve(response.statusCode === 200);
      },
    );
    const timer = setTimeout(() => request.destroy(), timeoutMs);
    request.on('error', () => resolve(false));
    request.on('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/** Memory that a process really occupies, in bytes; null where the system does not say it cheaply. */
export async function memoryOf(pid: number): Promise<number | null> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kibibytes = /^VmRSS:\s+(\d+) kB$/mu.exec(text)?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  }
  if (process.platform === 'darwin') {
    const { stdout } = await execa('ps', ['-o', 'rss=', '-p', String(pid)], { reject: false, timeout: 5000 });
    const kibibytes = Number(stdout.trim());
    return kibibytes > 0 ? kibibytes * 1024 : null;
  }
  return null;
}
