import type { Language } from '../contract/desktop.ts';
import type { Notice } from '../contract/shell.ts';

interface NoticeText {
  readonly title: string;
  readonly body: string;
}
type Used = Exclude<Notice, { kind: 'addressChanged' }>;
interface Sentences {
  readonly used: Record<Used['kind'], (used: Used) => NoticeText>;
  readonly addressChanged: (url: string) => NoticeText;
}

const en: Sentences = {
  used: {
    linkOpened: ({ name, by, count }) => ({
      title: 'Somebody opened what you share',
      body:
        count === 1 || by !== null
          ? `${by ?? 'Somebody'} opened “${name}”.`
          : `“${name}” was opened ${count} times.`,
    }),
    linkDownloaded: ({ name, by, count }) => ({
      title: 'Somebody downloaded what you share',
      body:
        count === 1
          ? `${by ?? 'Somebody'} downloaded “${name}”.`
          : `${by === null ? '' : `${by}: `}${count} downloads of “${name}”.`,
    }),
    requestFilled: ({ name, by, count }) => ({
      title: count === 1 ? 'A file arrived' : `${count} files arrived`,
      body: by === null ? `Sent to “${name}”.` : `Sent by ${by} to “${name}”.`,
    }),
  },
  addressChanged: (url) => ({
    title: 'The address of your cloud changed',
    body: `Devices now reach it at ${url}. Show them the new QR code.`,
  }),
};

const ptBR: Sentences = {
  used: {
    linkOpened: ({ name, by, count }) => ({
      title: 'Abriram o que você compartilhou',
      body:
        count === 1 || by !== null
          ? `${by ?? 'Alguém'} abriu “${name}”.`
          : `“${name}” foi aberto ${count} vezes.`,
    }),
    linkDownloaded: ({ name, by, count }) => ({
      title: 'Baixaram o que você compartilhou',
      body:
        count === 1
          ? `${by ?? 'Alguém'} baixou “${name}”.`
          : `${by === null ? '' : `${by}: `}${count} downloads de “${name}”.`,
    }),
    requestFilled: ({ name, by, count }) => ({
      title: count === 1 ? 'Chegou um arquivo' : `Chegaram ${count} arquivos`,
      body: by === null ? `Enviado para “${name}”.` : `${by} enviou para “${name}”.`,
    }),
  },
  addressChanged: (url) => ({
    title: 'O endereço da sua nuvem mudou',
    body: `Agora os aparelhos chegam a ela por ${url}. Mostre a eles o novo código QR.`,
  }),
};

/** Title and text of a system notification. */
export function noticeText(notice: Notice, language: Language): NoticeText {
  const sentences = language === 'pt-BR' ? ptBR : en;
  return notice.kind === 'addressChanged'
    ? sentences.addressChanged(notice.url)
    : sentences.used[notice.kind](notice);
}
