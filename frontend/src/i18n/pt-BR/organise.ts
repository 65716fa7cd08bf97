import type { organise as english } from '../en/organise.ts';
import type { Texts } from '../texts.ts';

export const organise: Texts<typeof english> = {};
