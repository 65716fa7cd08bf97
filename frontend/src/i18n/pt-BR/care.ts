import type { care as english } from '../en/care.ts';
import type { Texts } from '../texts.ts';

export const care: Texts<typeof english> = {};
