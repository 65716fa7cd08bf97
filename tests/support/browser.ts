import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';

/** A small phone of today, and a window on a desk, in CSS pixels. */
export const SIZES = {
  phone: {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  },
  desktop: { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false, deviceScaleFactor: 1 },
} as const;
export type Size = keyof typeof SIZES;

/** What Chromium does by itself and no test wants: talking to its maker, asking questions, using a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const AS_ROOT = process.platform === 'linux' && process.getuid?.() === 0;

/** How every browser of the tests is started. */
export const BROWSER_ARGS = [...(AS_ROOT ? ['--no-sandbox'] : []), ...QUIET];

/** The one of MCM_CHROMIUM, else Debian's. */
export function browserProgram(): string {
  return process.env['MCM_CHROMIUM'] ?? '/usr/bin/chromium';
}

/** A browser without a window. Close it after the tests. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserProgram(), args: BROWSER_ARGS });
}

/** One device: its own cookies and storage, and what its pages complained about. */
export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors in the console of any of its pages, and exceptions that nobody caught. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface DeviceOptions {
  /** Relative addresses begin with it. */
  readonly baseUrl?: string;
  readonly language?: 'en' | 'pt-BR';
  readonly colorScheme?: 'light' | 'dark';
}

/** Takes a device with one empty page into the hand. */
export async function openDevice(
  browser: Browser,
  size: Size,
  { baseUrl, language = 'en', colorScheme = 'light' }: DeviceOptions = {},
): Promise<Device> {
  const context = await browser.newContext({
    ...SIZES[size],
    locale: language,
    colorScheme,
    acceptDownloads: true,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  // A button that is not there is known before the end of the test.
  context.setDefaultTimeout(60_000);
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  return { context, page: await context.newPage(), errors, close: () => context.close() };
}
