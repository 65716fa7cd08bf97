import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** With MCM_SCREENSHOTS set to a folder, what is inspected is kept there as pictures, in both themes. */
const pictures = process.env['MCM_SCREENSHOTS'];

/** Looks at the page in both themes: nothing that axe knows to be a barrier, but for the rules named. */
export async function inspect(page: Page, name: string, except: string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours that still move would be measured half-way.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    if (pictures !== undefined) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`) });
    }
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(except).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(told, `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
