import type { Language } from '../contract/desktop.ts';

/** What a cloud without a window prints. */
export interface HeadlessText {
  readonly starting: string;
  /** A first run that has to be done in a browser of this computer. */
  firstRun(url: string): string;
  /** How to open that address from another computer, through this port. */
  firstRunRemote(port: number): string;
  /** Where people of the network come in. */
  open(url: string): string;
  readonly links: string;
  /** Where only this computer comes in. */
  closed(url: string): string;
  /** Where only this computer comes in, although the door should be open to others. */
  portTaken(port: number, url: string): string;
  shut(code: string, url: string): string;
  readonly noNetwork: string;
  readonly stopping: string;
  readonly inUse: string;
  readonly newer: string;
  /** With the folder of the database. */
  damaged(folder: string): string;
  /** With the folder of the logs. */
  failed(code: string, logs: string): string;
}

const en: HeadlessText = {
  starting: 'Mini Cloud Maker starts without a window. Ctrl+C stops it.',
  firstRun: (url) => `To set up your cloud, open this address in a browser on this computer:\n\n  ${url}\n`,
  firstRunRemote: (port) =>
    `Sitting at another computer? Make a tunnel first (ssh -L ${port}:127.0.0.1:${port} …) and open the same address there. The address works once.`,
  open: (url) => `Your cloud is open on this network:\n\n  ${url}\n`,
  links: 'Only shared links can be opened from other devices.',
  closed: (url) =>
    `Your cloud runs, and other devices cannot reach it. On this computer it is at\n\n  ${url}\n\nTurn on “Network access” there to let others in.`,
  portTaken: (port, url) =>
    `Other devices cannot reach your cloud: another program uses port ${String(port)}. Close that program, or choose another port under “Network” at\n\n  ${url}\n`,
  shut: (code, url) =>
    `Other devices cannot reach your cloud: its door could not be opened (${code}). Look under “Network” at\n\n  ${url}\n`,
  noNetwork: 'This computer is in no network at the moment.',
  stopping: 'Stopping…',
  newer:
    'This cloud was used with a newer version of Mini Cloud Maker. Update the app to that version. Your files are untouched.',
  damaged: (folder) =>
    `The records of your cloud are damaged. Your files are untouched. Move the folder\n\n  ${folder}\n\naway (do not delete it) and start again: the first page then offers to restore your cloud.`,
  inUse: 'This cloud is already running on this computer. Stop it there first.',
  failed: (code, logs) => `The cloud could not start (${code}). The logs in ${logs} say more.`,
};

const ptBR: HeadlessText = {
  starting: 'O Mini Cloud Maker inicia sem janela. Ctrl+C para tudo.',
  firstRun: (url) =>
    `Para configurar sua nuvem, abra este endereço em um navegador deste computador:\n\n  ${url}\n`,
  firstRunRemote: (port) =>
    `Está em outro computador? Crie antes um túnel (ssh -L ${port}:127.0.0.1:${port} …) e abra lá o mesmo endereço. O endereço funciona uma vez.`,
  open: (url) => `Sua nuvem está aberta nesta rede:\n\n  ${url}\n`,
  links: 'Outros aparelhos só podem abrir links compartilhados.',
  closed: (url) =>
    `Sua nuvem está funcionando, e outros aparelhos não chegam a ela. Neste computador ela está em\n\n  ${url}\n\nLigue lá o “Acesso pela rede” para deixar outros entrarem.`,
  portTaken: (port, url) =>
    `Outros aparelhos não alcançam a sua nuvem: outro programa usa a porta ${String(port)}. Feche esse programa ou escolha outra porta em “Rede”, em\n\n  ${url}\n`,
  shut: (code, url) =>
    `Outros aparelhos não alcançam a sua nuvem: a porta de entrada não pôde ser aberta (${code}). Veja “Rede”, em\n\n  ${url}\n`,
  noNetwork: 'Este computador não está em nenhuma rede no momento.',
  stopping: 'Parando…',
  newer:
    'Esta nuvem foi usada com uma versão mais nova do Mini Cloud Maker. Atualize o aplicativo para aquela versão. Os seus arquivos continuam intactos.',
  damaged: (folder) =>
    `Os registros da sua nuvem estão danificados. Os seus arquivos continuam intactos. Mova a pasta\n\n  ${folder}\n\npara outro lugar (não a exclua) e inicie de novo: a primeira página então oferece restaurar a sua nuvem.`,
  inUse: 'Esta nuvem já está funcionando neste computador. Pare-a lá primeiro.',
  failed: (code, logs) => `A nuvem não conseguiu iniciar (${code}). Os registros em ${logs} dizem mais.`,
};

/** The sentences in a language. */
export function headlessText(language: Language): HeadlessText {
  return language === 'pt-BR' ? ptBR : en;
}
