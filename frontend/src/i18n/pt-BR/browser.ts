import type { browser as en } from '../en/browser.ts';
import type { Texts } from '../texts.ts';

export const browser: Texts<typeof en> = {
  title: 'Este aparelho',
};
