import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBrowserCloud, type BrowserCloud } from '../support/browser-cloud.ts';
import { enter, goTo, row, transfers, upload } from '../support/browser-flows.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeFile } from '../support/made-files.ts';
import { canTrust, launchTrusting, type TrustingBrowser } from '../support/trusting-browser.ts';

const MIB = 1024 ** 2;
let cloud: BrowserCloud;
let folder: string;
/** Where devices of the network reach the cloud; its certificate is for this address. */
let address: string;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-secure-'));
  cloud = await openBrowserCloud();
  const { baseUrl } = await cloud.owner.call.network.setSecure({ secure: true });
  address = baseUrl ?? '';
});
test.afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a browser that does not know the authority warns, and is told by plain HTTP what to do', async () => {
  const browser = await launchBrowser();
  const context = await browser.newContext({ locale: 'en' });
  const warned = await context.newPage();
  await expect(warned.goto(address)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
  const page = await context.newPage();
  await page.goto(`${address.replace('https:', 'http:')}/trust`);
  await expect(page.getByRole('link', { name: /certificate|profile/iu }).first()).toBeVisible();
  await browser.close();
});

test.describe('a browser that was taught to trust the authority', () => {
  let browser: TrustingBrowser;
  test.beforeAll(async () => {
    test.skip(!(await canTrust()), 'certutil is not installed (on Debian: libnss3-tools)');
    const answer = await fetch(`${address.replace('https:', 'http:')}/trust/mini-cloud.crt`);
    browser = await launchTrusting(Buffer.from(await answer.arrayBuffer()), address);
  });
  test.afterAll(() => browser?.close());

  test('signs in, sends a file in parts and gets it back, with nothing to complain about', async () => {
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const file = await makeFile(folder, 'film.bin', 40 * MIB);
    await enter(page);
    expect(new URL(page.url()).protocol).toBe('https:');
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    await goTo(page, 'desktop', 'Files');
    await upload(page, 'desktop', file);
    await expect(transfers(page)).toContainText('1 file finished');
    await row(page, 'film.bin').dblclick();
    const saving = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Download' }).first().click();
    const saved = await readFile(await (await saving).path());
    expect(hash(saved)).toBe(hash(await readFile(file)));
    const cookies = await browser.context.cookies();
    expect(cookies.filter(({ secure }) => !secure)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
