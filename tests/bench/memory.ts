import { readFileSync } from 'node:fs';

/** Resident memory of a process in MiB, from the kernel; this process when no pid is given. */
export function residentMiB(pid: number | 'self' = 'self'): number {
  return field(pid, 'VmRSS') / 1024;
}

/** Watches the resident memory of this process; `stop` answers with the most it was, in MiB. */
export function watchPeak(intervalMs = 20): { stop(): number } {
  let peak = residentMiB();
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMiB());
  }, intervalMs);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, residentMiB());
    },
  };
}

function field(pid: number | 'self', name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? Number.NaN);
}
