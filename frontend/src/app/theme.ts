import type { Theme } from '../../../electron/contract/desktop.ts';

/** Grounds of the page, as in the styles: browsers colour their own bars with them. */
const GROUNDS = { light: '#f4f7f8', dark: '#0e1418' } as const;

/** Fixes the page to a theme, or lets it follow the system. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = bar.media.includes('dark') ? 'dark' : 'light';
    bar.content = GROUNDS[theme === 'system' ? own : theme];
  }
}
