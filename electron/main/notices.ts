import { Notification } from 'electron';
import type { Language } from '../contract/desktop.ts';
import type { Notice } from '../contract/shell.ts';
import { noticeText } from './notice-text.ts';

/** Held until they close: one that nobody refers to is collected, and its click is never heard. */
const open = new Set<Notification>();
/** Some systems never say that one was closed. */
const HELD = 20;

/** Tells the person what happened in their cloud; a click opens the window. Silent where the system shows nothing. */
export function showNotice(notice: Notice, language: Language, openWindow: () => void): void {
  if (!Notification.isSupported()) return;
  const shown = new Notification(noticeText(notice, language));
  const forget = () => open.delete(shown);
  shown.once('click', () => {
    forget();
    openWindow();
  });
  shown.once('close', forget);
  shown.once('failed', forget);
  open.add(shown);
  const [oldest] = open;
  if (open.size > HELD && oldest !== undefined) open.delete(oldest);
  shown.show();
}
