import { expect, test, type Page } from '@playwright/test';
import getPort from 'get-port';
import { rm } from 'node:fs/promises';
import { firstRun, tempFolder } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { inspect } from './inspect.ts';
import { shareCloud } from './one-cloud.ts';

// Each goes on with what the one before it left: a second try begins with the first of them.
test.describe.configure({ mode: 'serial' });

let running: RunningApp;
let page: Page;
shareCloud(async (cloud) => {
  ({ running, page } = cloud);
  await page.getByRole('navigation').getByRole('link', { name: 'Network' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
});

const access = () => page.getByRole('switch', { name: 'Network access' });
const region = (name: string) => page.getByRole('region', { name });
const line = (id: string) => page.locator(`[data-check="${id}"]`);
const baseUrl = () => page.getByTestId('base-url').innerText();

/** Whether anything answers at an address. */
const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('the cloud is closed to everybody until it is opened', async () => {
  await expect(access()).not.toBeChecked();
  await expect(region('Open this on your phone')).toHaveCount(0);
  await inspect(page, 'network-off');
});

test('opened for people with an account, it shows the address as a code to scan', async () => {
  await page.getByRole('radio', { name: /People with an account/u }).click();
  await access().click();
  await expect(access()).toBeChecked();
  const card = region('Open this on your phone');
  const url = await baseUrl();
  expect(url).toMatch(/^http:\/\/[\d.]+:\d+$/u);
  await expect(card.getByRole('img', { name: `QR code of ${url}` })).toHaveAttribute('data-text', url);
  await expect(card.getByText(/\.local:\d+$/u)).toBeVisible();
  expect(await answers(url)).toBe(true);
  await inspect(page, 'network-on');
});

test('the address can be copied, and the code be shown large', async () => {
  const url = await baseUrl();
  await region('Open this on your phone').getByRole('button', { name: 'Copy address' }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  await page.getByRole('button', { name: 'Show QR code' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: `QR code of ${url}` })).toBeVisible();
  await inspect(page, 'network-qr');
  await page.keyboard.press('Escape');
});

test('the examination opens the address on the network, and says how everything is', async () => {
  await expect(line('server')).toHaveAttribute('data-verdict', 'good');
  await expect(line('door')).toHaveAttribute('data-verdict', 'good');
  await expect(line('visit')).toContainText('Not known yet');
  await region('Can my phone reach me?').scrollIntoViewIfNeeded();
  await inspect(page, 'network-doctor');
});

test('a phone that opens the address of the test turns its line green at once', async () => {
  const doctor = region('Can my phone reach me?');
  await doctor.getByRole('button', { name: 'Test with my phone' }).click();
  const trial = region('Scan this with your phone');
  const code = trial.getByRole('img');
  await expect(code).toBeVisible();
  await trial.scrollIntoViewIfNeeded();
  await inspect(page, 'network-test-waiting');
  const url = (await code.getAttribute('data-text')) ?? '';
  expect(url).toMatch(/\/t\/[\w-]{22,}$/u);
  const answer = await fetch(url, { headers: { 'accept-language': 'en', accept: 'text/html' } });
  expect(await answer.text()).toContain('It works!');
  await expect(trial.getByText('It works!')).toBeVisible();
  await expect(line('visit')).toHaveAttribute('data-verdict', 'good');
  await trial.scrollIntoViewIfNeeded();
  await inspect(page, 'network-test-done');
});

test('another port is kept, and the code is new', async () => {
  const before = await baseUrl();
  const port = await getPort();
  await page.getByText('Address and port').click();
  await page.getByRole('textbox', { name: 'Port' }).fill('80');
  await page.getByRole('button', { name: 'Use this port' }).click();
  await expect(page.getByText('A number from 1024 to 65535')).toBeVisible();
  await page.getByText('Address and port').scrollIntoViewIfNeeded();
  await inspect(page, 'network-port');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port));
  await page.getByRole('button', { name: 'Use this port' }).click();
  await expect(page.getByTestId('base-url')).toContainText(`:${String(port)}`);
  await expect(page.locator('svg[data-text]').first()).toHaveAttribute('data-text', await baseUrl());
  expect(await answers(before)).toBe(false);
});

test('HTTPS comes with a page that lets devices trust it', async () => {
  const secure = page.getByRole('switch', { name: /HTTPS/u });
  await expect(page.getByText('What plain HTTP means')).toBeVisible();
  await secure.scrollIntoViewIfNeeded();
  await inspect(page, 'network-plain');
  await secure.click();
  await expect(secure).toBeChecked();
  await expect(page.getByTestId('base-url')).toContainText('https://');
  const fingerprint = region('Encryption').getByText(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/u);
  const shown = await fingerprint.innerText();
  const trust = (await baseUrl()).replace('https:', 'http:');
  const body = await (await fetch(`${trust}/trust`)).text();
  expect(body).toContain(shown);
  await fingerprint.scrollIntoViewIfNeeded();
  await inspect(page, 'network-secure');
  await secure.click();
  await expect(secure).not.toBeChecked();
});

test('for links alone there is nothing to scan, as nobody could sign in', async () => {
  await page.getByRole('radio', { name: /Links only/u }).click();
  await expect(region('The address of your links')).toBeVisible();
  await expect(page.locator('svg[data-text]')).toHaveCount(1); // that of the test with a phone
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
  await inspect(page, 'network-links');
});

test('turned off it is closed at once', async () => {
  const url = await baseUrl();
  expect(await answers(url)).toBe(true);
  await access().click();
  await expect(access()).not.toBeChecked();
  expect(await answers(url)).toBe(false);
});

test('the palette leads here too, and the page had nothing to complain about', async () => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('network');
  await page.getByRole('dialog').getByRole('option', { name: 'Network' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
  expect(running.errors).toEqual([]);
});

test('in Portuguese everything is said in Portuguese', async () => {
  const home = await tempFolder('home-pt');
  const first = await launchApp({ home });
  await firstRun(first.page);
  await first.close();
  const second = await launchApp({ home, language: 'pt-BR' });
  await second.page
    .getByRole('textbox', { name: 'Nome de usuário' })
    .or(second.page.getByRole('link', { name: 'Rede' }))
    .first()
    .waitFor();
  if (await second.page.getByRole('textbox', { name: 'Nome de usuário' }).isVisible()) {
    await second.page.getByRole('textbox', { name: 'Nome de usuário' }).fill('olga');
    await second.page.getByRole('textbox', { name: 'Senha', exact: true }).fill('correct horse battery 9');
    await second.page.getByRole('button', { name: 'Entrar', exact: true }).click();
  }
  await second.page.getByRole('link', { name: 'Rede' }).click();
  await second.page.getByRole('switch', { name: 'Acesso pela rede' }).click();
  await expect(second.page.getByRole('region', { name: 'Abra no seu celular' })).toBeVisible();
  await inspect(second.page, 'network-pt');
  await expect(second.page.locator('[data-check="door"]')).toBeVisible();
  await second.page.locator('[data-check="visit"]').scrollIntoViewIfNeeded();
  await inspect(second.page, 'network-pt-doctor');
  await second.page.getByRole('switch', { name: /HTTPS/u }).scrollIntoViewIfNeeded();
  await inspect(second.page, 'network-pt-secure');
  await second.close();
  await rm(home, { recursive: true, force: true });
});
