import { html } from '../share/html.ts';
import { plainPage } from './plain-pages.ts';
import type { Exchange, Route } from './route.ts';
import { sendSmallPage } from './small-page.ts';

const TEXTS = {
  en: {
    title: 'It works!',
    text: 'This device can reach your cloud.',
    close: 'You can close this page. The computer already knows.',
  },
  'pt-BR': {
    title: 'Funciona!',
    text: 'Este aparelho alcança a sua nuvem.',
    close: 'Pode fechar esta página. O computador já sabe.',
  },
} as const;

interface VisitRouteDeps {
  readonly cloudName: () => string;
  /** False for a test that is unknown or over. */
  readonly visited: (token: string, visit: { readonly address: string; readonly device: string }) => boolean;
}

/** `/t/<token>`: the address of a test of "can my phone reach me?". */
export function visitRoute({ cloudName, visited }: VisitRouteDeps): Route {
  return {
    modes: ['links', 'people'],
    plain: true,
    // Not HEAD: that is sent by programs that look whether there is something, not by somebody who opens it.
    matches: (method, path) => method === 'GET' && /^\/t\/[\w-]{1,64}$/u.test(path),
    handle(exchange) {
      const { path, address, device, language } = exchange;
      if (!visited(path.slice('/t/'.length), { address, device }))
        return Promise.resolve(sendNothingHere(exchange));
      const text = TEXTS[language];
      sendSmallPage(exchange, {
        title: text.title,
        brand: cloudName(),
        body: html`<div class="sign" aria-hidden="true">✓</div>
          <h1>${text.title}</h1>
          <p>${text.text}</p>
          <p class="muted">${text.close}</p>`,
      });
      return Promise.resolve();
    },
  };
}

function sendNothingHere({ request, response, language }: Exchange): void {
  const { headers, body } = plainPage(404, language, request.headers.accept);
  response.writeHead(404, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}
