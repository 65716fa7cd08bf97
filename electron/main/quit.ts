import { app, powerMonitor } from 'electron';

/** Whether the app is on its way out, so that a window that closes is not taken for a wish. */
export interface Quitting {
  readonly begun: boolean;
}

/**
 * Holds every way of quitting (menu, tray, system, signal) until the work in the background has ended in order.
 * @param end must end within a limit of its own and never throw
 */
export function quitInOrder(end: () => Promise<void>): Quitting {
  let ending: Promise<void> | undefined;
  app.on('before-quit', (event) => {
    event.preventDefault();
    // Begun a moment later, so that a window closed by it already finds the app on its way out.
    ending ??= Promise.resolve()
      .then(end)
      .finally(() => app.exit(0));
  });
  powerMonitor.on('shutdown', () => app.quit());
  return {
    get begun() {
      return ending !== undefined;
    },
  };
}
