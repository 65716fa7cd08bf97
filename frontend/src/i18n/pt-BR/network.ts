import type { network as en } from '../en/network.ts';
import type { Texts } from '../texts.ts';

export const network: Texts<typeof en> = {
  title: 'Acesso pela rede',
};
