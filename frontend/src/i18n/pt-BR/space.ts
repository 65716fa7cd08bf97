import type { space as english } from '../en/space.ts';
import type { Texts } from '../texts.ts';

export const space: Texts<typeof english> = {};
