import { expect, test, type Browser } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { firstRun, OWNER, signIn, tempFolder } from '../support/app-flows.ts';
import { launchBrowser, openDevice } from '../support/browser.ts';
import {
  startHeadless,
  startHeadlessApp,
  startHeadlessByNpm,
  type HeadlessCloud,
} from '../support/headless-cloud.ts';
import { serverPids } from '../support/server-process.ts';

let browser: Browser;
let home: string;
let clouds: HeadlessCloud[] = [];

test.beforeAll(async () => {
  browser = await launchBrowser();
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  home = await tempFolder('headless');
});
test.afterEach(async () => {
  await Promise.all(clouds.map((cloud) => cloud.terminate()));
  clouds = [];
  await rm(home, { recursive: true, force: true });
});

function run(start: () => HeadlessCloud): HeadlessCloud {
  const cloud = start();
  clouds.push(cloud);
  return cloud;
}

test('the first run is done in a browser by a code that works once, and the cloud is there again after SIGTERM', async () => {
  const cloud = run(() => startHeadless(home));
  const address = await cloud.address(/\/setup\//u);
  const { origin } = new URL(address);
  const { page, errors } = await openDevice(browser, 'desktop');
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible();

  const other = await openDevice(browser, 'phone');
  await other.page.goto(address);
  await expect(other.page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await other.page.goto(origin);
  await expect(other.page.getByRole('heading', { name: 'This cloud is not set up yet' })).toBeVisible();

  await firstRun(page);
  expect(errors).toEqual([]);

  await page.getByRole('navigation').getByRole('link', { name: 'Network' }).click();
  const access = page.getByRole('switch', { name: 'Network access' });
  for (const text of ['Your cloud is open on this network', 'Turn on “Network access”']) {
    const before = cloud.output().length;
    await access.click();
    await expect.poll(() => cloud.output().slice(before)).toContain(text);
  }
  await expect(access).not.toBeChecked();
  await expect(page.getByText('Something went wrong')).toBeHidden();
  await cloud.address(/:\d+$/u);
  expect(cloud.output()).toContain('Turn on “Network access”');
  expect(await cloud.terminate()).toBe(0);
  expect(serverPids(home)).toEqual([]);

  const again = run(() => startHeadless(home, 'pt-BR'));
  const place = await again.address(/:\d+$/u);
  expect(again.output()).toContain('Acesso pela rede');
  const next = await openDevice(browser, 'desktop');
  await next.page.goto(place);
  await signIn(next.page, OWNER.userName, OWNER.password);
  await expect(next.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('npm that is asked to end takes the cloud with it', async () => {
  const cloud = run(() => startHeadlessByNpm(home));
  await cloud.address(/\/setup\//u);
  await cloud.terminate();
  // The home is free once the one that npm started has ended.
  await expect(async () => {
    const next = run(() => startHeadless(home));
    await next.address(/\/setup\//u);
  }).toPass();
});

test('a second one on the same home says so and ends', async () => {
  const first = run(() => startHeadless(home));
  await first.address(/\/setup\//u);
  const second = run(() => startHeadless(home));
  expect(await second.ended()).toBe(1);
  expect(second.output()).toContain('already running');
});

test('the app itself runs without a display, and stops on SIGTERM', async () => {
  const cloud = run(() => startHeadlessApp(home));
  await cloud.address(/\/setup\//u);
  expect(await cloud.terminate()).toBe(0);
});
