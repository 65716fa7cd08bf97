import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1,
  // Tests wait for states; how long those take is the machine's affair.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // A second try on a busy machine is reported as flaky, not hidden.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
});
