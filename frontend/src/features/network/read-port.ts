/** Ports below need privileges, ports above do not exist. */
const LOWEST = 1024;
const HIGHEST = 65_535;

/** The port that somebody typed; null when it is none that can be used. */
export function readPort(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{4,5}$/u.test(text)) return null;
  const port = Number(text);
  return port >= LOWEST && port <= HIGHEST ? port : null;
}
