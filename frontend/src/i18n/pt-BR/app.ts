import type { app as english } from '../en/app.ts';
import type { Texts } from '../texts.ts';

export const app: Texts<typeof english> = { title: '' };
