import type { Language } from '../contract/desktop.ts';

/** What a cloud without a window prints. */
export interface HeadlessText {
  readonly starting: string;
  /** A first run that has to be done in a browser of this computer. */
  firstRun(url: string): string;
  readonly firstRunRemote: string;
  /** Where people of the network come in. */
  open(url: string): string;
  readonly links: string;
  /** Where only this computer comes in. */
  closed(url: string): string;
  readonly noNetwork: string;
  readonly stopping: string;
  readonly inUse: string;
  failed(code: string): string;
}

const en: HeadlessText = {
  starting: 'Mini Cloud Maker starts without a window. Ctrl+C stops it.',
  firstRun: (url) => `To set up your cloud, open this address in a browser on this computer:\n\n  ${url}\n`,
  firstRunRemote:
    'Sitting at another computer? Make a tunnel first (ssh -L 8710:127.0.0.1:8710 …) and open the same address there. The address works once.',
  open: (url) => `Your cloud is open on this network:\n\n  ${url}\n`,
  links: 'Only shared links can be opened from other devices.',
  closed: (url) =>
    `Your cloud runs, and other devices cannot reach it. On this computer it is at\n\n  ${url}\n\nTurn on “Network access” there to let others in.`,
  noNetwork: 'This computer is in no network at the moment.',
  stopping: 'Stopping…',
  inUse: 'This cloud is already running on this computer. Stop it there first.',
  failed: (code) => `The cloud could not start (${code}). The log says more.`,
};

const ptBR: HeadlessText = {
  starting: 'O Mini Cloud Maker inicia sem janela. Ctrl+C para tudo.',
  firstRun: (url) =>
    `Para configurar sua nuvem, abra este endereço em um navegador deste computador:\n\n  ${url}\n`,
  firstRunRemote:
    'Está em outro computador? Crie antes um túnel (ssh -L 8710:127.0.0.1:8710 …) e abra lá o mesmo endereço. O endereço funciona uma vez.',
  open: (url) => `Sua nuvem está aberta nesta rede:\n\n  ${url}\n`,
  links: 'Outros aparelhos só podem abrir links compartilhados.',
  closed: (url) =>
    `Sua nuvem está funcionando, e outros aparelhos não chegam a ela. Neste computador ela está em\n\n  ${url}\n\nLigue lá o “Acesso pela rede” para deixar outros entrarem.`,
  noNetwork: 'Este computador não está em nenhuma rede no momento.',
  stopping: 'Parando…',
  inUse: 'Esta nuvem já está funcionando neste computador. Pare-a lá primeiro.',
  failed: (code) => `A nuvem não conseguiu iniciar (${code}). O registro diz mais.`,
};

/** The sentences in a language. */
export function headlessText(language: Language): HeadlessText {
  return language === 'pt-BR' ? ptBR : en;
}
