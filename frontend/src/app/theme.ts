import type { Theme } from '../../../electron/contract/desktop.ts';

/** Fixes the page to a theme, or lets it follow the system. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
