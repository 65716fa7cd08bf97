import type { Language } from '../contract/desktop.ts';
import type { Notice } from '../contract/shell.ts';

interface NoticeText {
  readonly title: string;
  readonly body: string;
}
type Sentences = (notice: Notice) => NoticeText;

const en: Sentences = (notice) => {
  switch (notice.kind) {
    case 'linkOpened':
      return { title: 'A link was opened', body: `${notice.by ?? 'Somebody'} opened “${notice.name}”.` };
    case 'linkDownloaded':
      return {
        title: 'Something was downloaded',
        body: `${notice.by ?? 'Somebody'} downloaded “${notice.name}”.`,
      };
    case 'requestFilled':
      return {
        title: notice.count === 1 ? 'A file arrived' : `${String(notice.count)} files arrived`,
        body: `${notice.by ?? 'Somebody'} sent something for “${notice.name}”.`,
      };
    case 'addressChanged':
      return {
        title: 'The address of your cloud changed',
        body: `Devices now reach it at ${notice.url}. Show them the new QR code.`,
      };
  }
};

const ptBR: Sentences = (notice) => {
  switch (notice.kind) {
    case 'linkOpened':
      return { title: 'Um link foi aberto', body: `${notice.by ?? 'Alguém'} abriu “${notice.name}”.` };
    case 'linkDownloaded':
      return { title: 'Algo foi baixado', body: `${notice.by ?? 'Alguém'} baixou “${notice.name}”.` };
    case 'requestFilled':
      return {
        title: notice.count === 1 ? 'Chegou um arquivo' : `Chegaram ${String(notice.count)} arquivos`,
        body: `${notice.by ?? 'Alguém'} enviou algo para “${notice.name}”.`,
      };
    case 'addressChanged':
      return {
        title: 'O endereço da sua nuvem mudou',
        body: `Agora os aparelhos chegam a ela por ${notice.url}. Mostre a eles o novo código QR.`,
      };
  }
};

/** Title and text of a system notification. */
export function noticeText(notice: Notice, language: Language): NoticeText {
  return language === 'pt-BR' ? ptBR(notice) : en(notice);
}
