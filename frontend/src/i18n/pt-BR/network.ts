import type { network as en } from '../en/network.ts';
import type { Texts } from '../texts.ts';

export const network: Texts<typeof en> = {
  title: 'Acesso pela rede',
  copyAddress: 'Copiar endereço',
  copyFailed: 'Não foi possível copiar. Selecione o texto e copie manualmente.',
  qr: {
    show: 'Mostrar código QR',
    label: 'Código QR de {{address}}',
    text: 'Aponte a câmera de um celular para ele. O celular precisa estar na mesma rede que este computador.',
  },
};
