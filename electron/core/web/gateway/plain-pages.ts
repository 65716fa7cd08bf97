import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';

/** Texts of the door's own pages: what there is to say where no page of the app can. */
const TEXTS = {
  en: {
    closed: [
      'Nothing here',
      'The address is wrong, or what was here is no longer shared. Ask whoever sent it to you.',
    ],
    busy: ['One moment', 'Too much is asked at once. Try again in a few seconds.'],
    broken: ['That did not work', 'Something went wrong on the computer that you asked. Try again.'],
    refused: ['That cannot be answered', 'The request is not one that this address understands.'],
  },
  'pt-BR': {
    closed: [
      'Não há nada aqui',
      'O endereço está errado, ou o que havia aqui já não é compartilhado. Fale com quem enviou o endereço.',
    ],
    busy: ['Um momento', 'São pedidos demais de uma vez. Tente de novo em alguns segundos.'],
    broken: ['Não deu certo', 'Algo deu errado no computador que você acessou. Tente de novo.'],
    refused: ['Não há resposta para isso', 'Este endereço não entende o pedido.'],
  },
} as const satisfies Record<string, Record<string, readonly [string, string]>>;

const STYLE =
  'body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.5 system-ui,sans-serif;' +
  'background:#f6f7f9;color:#1a2230}main{max-width:28rem;padding:2rem}h1{font-size:1.5rem;margin:0 0 .5rem}' +
  'p{margin:0}@media(prefers-color-scheme:dark){body{background:#10151d;color:#e8ecf2}}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What every answer says, unless its route says more. */
export const GUARD_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Nothing for other sites; not `no-referrer`, with which browsers hide the origin of our own forms from us.
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** An answer of the door itself. */
export interface PlainPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The page for a status, in the reader's language; a line of text for programs. It tells nothing of what is inside. */
export function plainPage(status: number, language: 'pt-BR' | 'en', accept: string | undefined): PlainPage {
  const [title, text] = TEXTS[language][wordsFor(status)];
  if (accept?.includes('text/html') !== true) {
    const body = `${title}. ${text}\n`;
    return { headers: headersOf('text/plain; charset=utf-8', body), body };
  }
  const body =
    `<!doctype html><html lang="${language}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style>` +
    `<main><h1>${title}</h1><p>${text}</p></main></html>\n`;
  return {
    headers: { ...headersOf('text/html; charset=utf-8', body), 'content-security-policy': POLICY },
    body,
  };
}

/** A whole answer for a connection whose request could not even be read. */
export function rawAnswer(status: number): string {
  const { headers, body } = plainPage(status, 'en', undefined);
  const lines = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries({ ...GUARD_HEADERS, ...headers }).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function headersOf(type: string, body: string): Record<string, string> {
  return { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) };
}

function wordsFor(status: number): keyof (typeof TEXTS)['en'] {
  if (status === 404) return 'closed';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'broken' : 'refused';
}
