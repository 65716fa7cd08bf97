/**
 * Keeps a phone from falling asleep while something is being sent. Browsers offer it to pages that came by HTTPS only;
 * elsewhere it does nothing, and an upload that fell asleep goes on by itself.
 */
export function holdScreen(): { hold(on: boolean): void } {
  let wanted = false;
  let lock: WakeLockSentinel | null = null;
  let asking = false;

  async function ask(): Promise<void> {
    if (asking || lock !== null || !('wakeLock' in navigator) || document.visibilityState !== 'visible')
      return;
    asking = true;
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => {
        lock = null;
      });
      if (!wanted) await lock.release();
    } catch {
      // Refused, for example because the battery is low.
    } finally {
      asking = false;
    }
  }

  document.addEventListener('visibilitychange', () => {
    // The system takes it back whenever the page is out of sight.
    if (wanted) void ask();
  });
  return {
    hold(on) {
      if (on === wanted) return;
      wanted = on;
      if (on) void ask();
      else void lock?.release();
    },
  };
}
