/** Arguments for Electron: Chromium's sandbox refuses to work for root on Linux, so there it is switched off. */
export function sandboxArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
