import type { views as english } from '../en/views.ts';
import type { Texts } from '../texts.ts';

export const views: Texts<typeof english> = {};
