import { afterAll, beforeAll, vi } from 'vitest';
import type { DesktopBridge } from '../../../electron/contract/desktop.ts';

/** jsdom measures nothing, so nothing is ever told of a new size. */
export function stubMeasuring(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
}

/**
 * Stands in for the shell while the tests of a file run: the page asks it for the core, and gets a port
 * on whose other end `serve` answers.
 */
export function stubDesktop(serve: (port: MessagePort) => void): void {
  const channel = new MessageChannel();
  beforeAll(() => {
    stubMeasuring();
    serve(channel.port2);
    channel.port2.start();
    const bridge: Partial<DesktopBridge> = {
      settings: { language: 'en', theme: 'system', keepRunning: false, autostart: false },
      languageFixed: false,
      connect() {
        const arrived = new Event('message');
        Object.assign(arrived, { data: { type: 'core-port' }, ports: [channel.port1], source: window });
        window.dispatchEvent(arrived);
      },
      onCoreRestarted: () => () => undefined,
      onCoreFailed: () => () => undefined,
    };
    Object.assign(window, { desktop: bridge });
  });
  afterAll(() => {
    channel.port1.close();
    channel.port2.close();
  });
}
