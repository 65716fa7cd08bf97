import { test, type Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { firstRun, tempFolder } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';

interface Cloud {
  /** The home folder that the app sees, empty but for the cloud. */
  readonly home: string;
  readonly running: RunningApp;
  readonly page: Page;
}

/** One new cloud for all the tests of a file; `onOpen` gets it and makes it ready. */
export function shareCloud(onOpen: (cloud: Cloud) => void | Promise<void>): void {
  let home: string;
  let running: RunningApp;
  test.beforeAll(async () => {
    home = await tempFolder('home');
    running = await launchApp({ home });
    const { page } = running;
    await firstRun(page);
    await onOpen({ home, running, page });
  });
  test.afterAll(async () => {
    await running.close();
    await rm(home, { recursive: true, force: true });
  });
}
