import getPort from 'get-port';
import { setUp, startTestCore, type TestCore, type TestWindow } from './core.ts';

/** A running cloud whose door is open on a port of its own. */
export interface BrowserCloud {
  readonly test: TestCore;
  /** A window of the owner on the cloud's own computer, signed in. */
  readonly owner: TestWindow;
  /** What addresses begin with in browsers of this computer, for example `http://127.0.0.1:8710`. */
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a whole core with its owner (`OWNER` of core.ts) and opens its door, for people unless said otherwise. Its
 * pages are the ones of the last build.
 */
export async function openBrowserCloud(mode: 'links' | 'people' = 'people'): Promise<BrowserCloud> {
  // The SQLite that the environment may name is made for Electron; this core runs in the Node of the tests.
  const test = await startTestCore({ sqliteBinding: null });
  try {
    const owner = await setUp(test);
    const port = await getPort();
    await owner.call.network.setPort({ port });
    await owner.call.network.setMode({ mode });
    return { test, owner, baseUrl: `http://127.0.0.1:${String(port)}`, stop: () => test.stop() };
  } catch (error) {
    await test.stop();
    throw error;
  }
}
