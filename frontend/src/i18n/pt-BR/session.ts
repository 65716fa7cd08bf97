import type { session as english } from '../en/session.ts';
import type { Texts } from '../texts.ts';

export const session: Texts<typeof english> = { title: '' };
