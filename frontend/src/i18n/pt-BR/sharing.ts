import type { sharing as en } from '../en/sharing.ts';
import type { Texts } from '../texts.ts';

export const sharing: Texts<typeof en> = {
  title: 'Compartilhados',
};
