import { Notification } from 'electron';
import type { Language } from '../contract/desktop.ts';
import type { Notice } from '../contract/shell.ts';
import { noticeText } from './notice-text.ts';

/** Tells the person what happened in their cloud; a click opens the window. Silent where the system shows nothing. */
export function showNotice(notice: Notice, language: Language, open: () => void): void {
  if (!Notification.isSupported()) return;
  const shown = new Notification(noticeText(notice, language));
  shown.on('click', open);
  shown.show();
}
