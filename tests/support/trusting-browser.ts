import { chromium, type BrowserContext } from '@playwright/test';
import { execa } from 'execa';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BROWSER_ARGS, browserProgram } from './browser.ts';

/** A browser on a device whose owner followed the steps of the trust page. */
export interface TrustingBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Whether this computer has what puts an authority among those that Chromium trusts on Linux. */
export async function canTrust(): Promise<boolean> {
  const { failed } = await execa('certutil', ['-H'], { reject: false, stdio: 'ignore' }).then(
    // It answers a question for help with a failure of its own.
    ({ exitCode }) => ({ failed: exitCode === undefined }),
    () => ({ failed: true }),
  );
  return process.platform === 'linux' && !failed;
}

/** Starts Chromium with a home of its own, in which this authority (DER) is trusted for sites and nothing else is changed. */
export async function launchTrusting(authority: Buffer, baseURL: string): Promise<TrustingBrowser> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'mcm-trust-'));
  const store = path.join(home, '.pki', 'nssdb');
  await mkdir(store, { recursive: true });
  const file = path.join(home, 'authority.crt');
  await writeFile(file, authority);
  await execa('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
  await execa('certutil', ['-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'cloud', '-i', file]);
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: browserProgram(),
    args: BROWSER_ARGS,
    env: { ...process.env, HOME: home },
    baseURL,
    locale: 'en',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  return {
    context,
    async close() {
      await context.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
