import type { browser as en } from '../en/browser.ts';
import type { Texts } from '../texts.ts';

export const browser: Texts<typeof en> = {
  notCopied: 'Não foi possível copiar. Selecione e copie à mão.',

  chooseAgain: 'Foi interrompido. Escolha o arquivo de novo para continuar',
  otherFile: 'Esse não é “{{name}}” como era. Escolha o mesmo arquivo.',
  unreadable_one: '{{count, number}} item solto aqui não pôde ser lido',
  unreadable_other: '{{count, number}} itens soltos aqui não puderam ser lidos',

  add: 'Enviar',
  addTitle: 'Enviar para {{folder}}',
  takePhoto: 'Tirar uma foto',
  takeVideo: 'Gravar um vídeo',
  gallery: 'Fotos e vídeos',
  anyFiles: 'Arquivos',
  wholeFolder: 'Pasta',

  reconnecting: 'Sua nuvem não está respondendo. Tentando de novo…',

  emptyText:
    'Envie fotos, vídeos e arquivos deste aparelho. Eles ficam guardados no computador da sua nuvem.',

  menu: 'Menu',
  closeMenu: 'Fechar o menu',

  devices: {
    part: 'Aparelhos',
    title: 'Onde a sua conta está aberta',
    text: 'Desconecte aparelhos que você não usa mais ou não conhece.',
    here: 'Este aparelho',
    desktop: 'O aplicativo no computador da nuvem',
    unknown: 'Um navegador',
    used: 'Último uso {{when}}',
    from: 'de {{address}}',
    end: 'Desconectar',
    endLabel: 'Desconectar {{device}}',
    ended: '{{device}} foi desconectado',
    endOthers: 'Desconectar todos os outros',
    endOthersTitle: 'Desconectar todos os outros aparelhos?',
    endOthersText: 'Aqui a sua conta continua aberta. Em todos os outros a senha será pedida de novo.',
    endedOthers_one: '{{count, number}} aparelho foi desconectado',
    endedOthers_other: '{{count, number}} aparelhos foram desconectados',
    onlyHere: 'A sua conta está aberta só neste aparelho.',
  },
  install: {
    title: 'Como um aplicativo neste aparelho',
    text: 'Abra o menu do navegador e escolha “Adicionar à tela inicial” ou “Instalar”. A nuvem passa a abrir pelo próprio ícone.',
  },
};
