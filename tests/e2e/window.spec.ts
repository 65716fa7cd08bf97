import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import { tempFolder } from '../support/app-flows.ts';
import { launchApp, launchArguments, type RunningApp } from '../support/electron-app.ts';

let running: RunningApp;
test.beforeEach(async () => {
  running = await launchApp({ home: await tempFolder('home') });
});
test.afterEach(async () => {
  await running.close();
  await rm(running.home, { recursive: true, force: true });
});

/** What the page's policy kept it from while something was tried. */
async function violations(page: Page, attempt: string | (() => void)): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      seen.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await page.evaluate(attempt);
  const seen = () => page.evaluate<string[]>('window.seen');
  await expect.poll(seen).not.toEqual([]);
  return seen();
}

test('the window has a title, and a page without Node but with its bridge @packaged', async () => {
  const { app, page } = running;
  await expect(page).toHaveTitle(/Mini Cloud/u);
  const found = await page.evaluate(() => ({
    origin: location.origin,
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }));
  expect(found).toEqual({ origin: 'app://mini-cloud', node: [] });
  expect(await page.evaluate('typeof window.desktop.connect')).toBe('function');
  // It is shown once it has something to show.
  const windows = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        visible: window.isVisible(),
        minimum: window.getMinimumSize(),
      })),
    );
  await expect.poll(windows).toEqual([{ visible: true, minimum: [900, 600] }]);
});

test('scripts written into the page do not run @packaged', async () => {
  const blocked = await violations(running.page, () => {
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    document.head.append(script);
  });
  expect(blocked).toEqual(['script-src-elem inline']);
  expect(await running.page.evaluate(() => 'wasRun' in window)).toBe(false);
});

test('text does not become code @packaged', async () => {
  // A timer's text is evaluated by the page itself, so that no exception for the test's own code covers it.
  const blocked = await violations(running.page, "setTimeout('window.wasRun = true', 0)");
  expect(blocked).toEqual(['script-src eval']);
  expect(await running.page.evaluate(() => 'wasRun' in window)).toBe(false);
});

test('the page reaches no other computer', async () => {
  const blocked = await violations(running.page, () => {
    void fetch('https://example.org/').catch(() => undefined);
  });
  expect(blocked).toEqual([expect.stringMatching(/^connect-src https:\/\/example\.org/u)]);
});

test('nothing outside of the page’s own files is served', async () => {
  const statuses = await running.page.evaluate(() =>
    Promise.all(
      [
        '/index.html',
        '/%2e%2e/main/index.js',
        '/..%2fmain%2findex.js',
        '/../package.json',
        '/missing.js',
      ].map(async (address) => (await fetch(address)).status),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

test('a second start brings the first window to the front, and ends', async () => {
  const { app, home } = running;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { args, env } = launchArguments({ home });
  const code = await new Promise((resolve) => {
    execFile(app.process().spawnfile, args, { env, timeout: 120_000 }, (error) => resolve(error?.code ?? 0));
  });
  expect(code).toBe(0);
  const states = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
  await expect.poll(states).toEqual([false]);
});

test('the window cannot be led away, and opens no other', async () => {
  const { app, page } = running;
  const visits: string[] = [];
  const elsewhere = http.createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('elsewhere');
  });
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, '127.0.0.1', resolve);
  });
  const address = elsewhere.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const before = page.url();
  await page.evaluate((url) => {
    location.href = url;
  }, `http://127.0.0.1:${port}/navigated`);
  await page.evaluate((url) => {
    open(url);
  }, `http://127.0.0.1:${port}/opened`);
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, `http://127.0.0.1:${port}/framed`);
  // Whatever was let through would be ahead of this answer.
  await fetch(`http://127.0.0.1:${port}/last`);
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  expect(page.url()).toBe(before);
  expect(visits).toEqual(['/last']);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  elsewhere.close();
});

test('the page is given no powers of the computer', async () => {
  const { page } = running;
  const states = await page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('the window comes back where it was left', async () => {
  const { app, home } = running;
  const left = { x: 40, y: 50, width: 1000, height: 650 };
  await app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, left);
  await running.close();
  running = await launchApp({ home });
  const bounds = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getBounds()),
  );
  expect(bounds).toEqual([left]);
});
