import type { preview as english } from '../en/preview.ts';
import type { Texts } from '../texts.ts';

export const preview: Texts<typeof english> = {};
