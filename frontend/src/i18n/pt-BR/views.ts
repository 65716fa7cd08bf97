import type { views as english } from '../en/views.ts';
import type { Texts } from '../texts.ts';

export const views: Texts<typeof english> = {
  colors: {
    red: 'Vermelho',
    orange: 'Laranja',
    yellow: 'Amarelo',
    green: 'Verde',
    blue: 'Azul',
    purple: 'Roxo',
    grey: 'Cinza',
  },
};
