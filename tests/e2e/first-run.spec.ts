import { expect, test } from '@playwright/test';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import {
  answerWizard,
  download,
  firstRun,
  install,
  open,
  OWNER,
  row,
  signIn,
  tempFolder,
  uploadFiles,
} from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { fileHash, serverPids } from '../support/server-process.ts';

let home: string;
test.beforeEach(async () => {
  home = await tempFolder('home');
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

test('from the first window to the first file, and back byte for byte after a restart @packaged', async () => {
  const file = await makeFile(path.join(home, 'sources'), 'Relatório (ação) – João 📷.bin', 3_000_000);
  let running = await launchApp({ home });
  await firstRun(running.page);
  await open(running.page, 'Files');
  await uploadFiles(running.page, file);
  await expect(row(running.page, path.basename(file))).toBeVisible();
  await running.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(running.page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await running.close();
  expect(serverPids(home), 'quitting leaves no server behind').toEqual([]);

  running = await launchApp({ home });
  await signIn(running.page, OWNER.userName, OWNER.password);
  await open(running.page, 'Files');
  const into = path.join(home, 'downloads');
  await download(running.app, running.page, path.basename(file), into);
  await expect
    .poll(() => fileHash(path.join(into, path.basename(file))).catch(() => 'not there yet'))
    .toBe(await fileHash(file));
  await running.close();
});

test('closing in the middle of the wizard continues there', async () => {
  let running = await launchApp({ home });
  await answerWizard(running.page);
  await expect(running.page.getByRole('button', { name: 'Install and Start' })).toBeVisible();
  await running.close();

  running = await launchApp({ home });
  await expect(running.page.getByRole('button', { name: 'Install and Start' })).toBeVisible();
  await install(running.page);
  await running.close();
});

test('who is typed stays typed when the window is closed, but for the password', async () => {
  let running = await launchApp({ home });
  await running.page.getByRole('button', { name: 'Get started' }).click();
  await running.page.getByRole('textbox', { name: 'Name', exact: true }).fill(OWNER.name);
  await running.page.getByRole('textbox', { name: 'Password', exact: true }).fill(OWNER.password);
  await running.close();

  running = await launchApp({ home });
  const { page } = running;
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(OWNER.name);
  await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('olga');
  await expect(page.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue('');
  await running.close();
});

test('a code that was not kept is made anew, and lets in whoever forgot the password', async () => {
  let running = await launchApp({ home });
  let { page } = running;
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(OWNER.name);
  await page.getByRole('textbox', { name: 'User name' }).fill(OWNER.userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByTestId('recovery-code')).toBeVisible();
  const lost = await page.getByTestId('recovery-code').innerText();
  await running.kill();

  running = await launchApp({ home });
  ({ page } = running);
  await page.getByRole('button', { name: 'Make a new code' }).click();
  await expect(page.getByTestId('recovery-code')).not.toHaveText(lost);
  const code = await page.getByTestId('recovery-code').innerText();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await install(page);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await page.getByRole('button', { name: 'Forgot password?' }).click();
  await page.getByRole('textbox', { name: 'User name' }).fill(OWNER.userName);
  await page.getByRole('textbox', { name: 'New password' }).fill('quatro palavras bem novas');
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(lost);
  await page.getByRole('button', { name: 'Set the new password' }).click();
  await expect(page.getByRole('alert')).toContainText('does not fit');
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Set the new password' }).click();
  await expect(page.getByTestId('recovery-code')).not.toHaveText(code);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Open my cloud' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await running.close();
});

test('who stays signed in comes back signed in', async () => {
  let running = await launchApp({ home });
  await firstRun(running.page);
  await running.close();
  running = await launchApp({ home });
  await expect(running.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await running.close();
});

test('a wrong password is told in a sentence, and guessing is made to wait', async () => {
  const running = await launchApp({ home });
  const { page } = running;
  await firstRun(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, OWNER.userName, 'not the password');
  await expect(page.getByRole('alert')).toContainText('password');
  // The first waits are short; each guess makes the next one longer, so that it is seen at last.
  await expect(async () => {
    await signIn(page, OWNER.userName, 'another guess');
    expect(await page.getByRole('alert').innerText({ timeout: 5000 })).toMatch(/wait|again in/iu);
  }).toPass();
  await running.close();
});

test('a second person sees nothing of the first', async () => {
  const file = await makeFile(path.join(home, 'sources'), 'private.bin', 100_000);
  const running = await launchApp({ home });
  const { page } = running;
  await firstRun(page);
  await open(page, 'Files');
  await uploadFiles(page, file);
  await expect(row(page, 'private.bin')).toBeVisible();

  await open(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Rui Vizinho');
  await dialog.getByRole('textbox', { name: 'User name' }).fill('rui');
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill('a password for rui');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Rui Vizinho', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();

  await signIn(page, 'rui', 'a password for rui');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'People' })).toHaveCount(0);
  await open(page, 'Files');
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
  await expect(page.getByText('private.bin')).toHaveCount(0);
  await running.close();
});
