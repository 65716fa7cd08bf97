import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

const ASK_TIMEOUT_MS = 10_000;

/** What tells a process from another one that was given the same number later. */
export interface ProcessIdentity {
  /** When it was started, in the system's own words: only good for comparing. */
  readonly startedAt: string;
  readonly commandLine: string;
}

/** The identity of a running process; null when there is none with this number (a zombie counts as none). */
export function identify(pid: number): Promise<ProcessIdentity | null> {
  if (process.platform === 'linux') return identifyLinux(pid);
  return process.platform === 'win32' ? identifyWindows(pid) : identifyByPs(pid);
}

async function identifyLinux(pid: number): Promise<ProcessIdentity | null> {
  try {
    const [status, commandLine, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The program's name, in brackets, may hold spaces: the fields are counted from behind it.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return {
      startedAt: `${boot.trim()}:${fields[19] ?? ''}`,
      commandLine: commandLine.replaceAll('\0', ' ').trim(),
    };
  } catch {
    return null; // gone, perhaps between two of the reads
  }
}

async function identifyByPs(pid: number): Promise<ProcessIdentity | null> {
  const { exitCode, stdout } = await execa('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    env: { LC_ALL: 'C' },
    reject: false,
    timeout: ASK_TIMEOUT_MS,
  });
  const line = /^\s*(\S+)\s+(\S+ +\S+ +\d+ +[\d:]+ +\d+)\s+(.*)$/u.exec(stdout);
  if (exitCode !== 0 || line === null) return null;
  const [, state = '', startedAt = '', commandLine = ''] = line;
  return state.startsWith('Z') ? null : { startedAt, commandLine };
}

async function identifyWindows(pid: number): Promise<ProcessIdentity | null> {
  const question = `$p = Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"; if ($p) { $p.CreationDate.ToFileTimeUtc(); $p.CommandLine }`;
  const { exitCode, stdout } = await execa(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', question],
    { reject: false, timeout: ASK_TIMEOUT_MS, windowsHide: true },
  );
  const [startedAt = '', ...rest] = stdout.split(/\r?\n/u);
  return exitCode !== 0 || startedAt === '' ? null : { startedAt, commandLine: rest.join(' ').trim() };
}
