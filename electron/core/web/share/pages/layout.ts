import type { Assets } from '../assets.ts';
import { html, Html, nameOf, type Inner } from '../html.ts';
import { icon, MARK, type IconName } from '../icons.ts';
import type { Words } from '../words.ts';

/** What every page is made with. */
export interface PageContext {
  readonly words: Words;
  readonly assets: Assets;
  readonly cloudName: string;
}

interface Page {
  readonly title: string;
  readonly body: Html;
  /** For pages that are one short message or one field. */
  readonly narrow?: boolean;
  /** Sentences for the script, which has none of its own. */
  readonly scriptTexts?: Readonly<Record<string, unknown>>;
}

/** A whole page. The same for everybody who reads this language: nothing in it is about who asks. */
export function layout({ words, assets, cloudName }: PageContext, page: Page): string {
  const { title, body, narrow = false, scriptTexts } = page;
  const { style, script, mark } = assets;
  const wrap = narrow ? 'wrap narrow' : 'wrap';
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#0b7089" />
        <link rel="icon" type="image/svg+xml" href="${mark.path}" />
        <link rel="stylesheet" href="${style.path}" />
        ${script === null ? null : html`<script src="${script.path}" defer></script>`}
      </head>
      <body ${scriptTexts === undefined ? null : html`data-texts="${JSON.stringify(scriptTexts)}"`}>
        <a class="skip" href="#main">${words.say('skip')}</a>
        <header class="top">
          <div class="${wrap}">
            <p class="brand">${new Html(MARK)}${nameOf(cloudName)}</p>
          </div>
        </header>
        <main id="main" class="${wrap}" tabindex="-1">${body}</main>
        <footer class="foot">
          <div class="${wrap}">
            <p>${words.say('footer')}</p>
            <p>${words.say('made')}</p>
          </div>
        </footer>
      </body>
    </html>`.text;
}

/** A short line with a drawing: something to know about the share. */
export function chip(name: IconName, text: Inner): Html {
  return html`<li class="chip">${icon(name)}<span>${text}</span></li>`;
}

/** Something that went wrong with what was entered. */
export function fault(text: string): Html {
  return html`<p class="fault" role="alert" id="fault">${icon('alert')}<span>${text}</span></p>`;
}

const letters = new Intl.Segmenter();

/** The first letter of a name, in a circle. */
export function face(name: string): Html {
  const [letter = '?'] = letters.segment(name.trim());
  const first = typeof letter === 'string' ? letter : letter.segment;
  return html`<span class="face" aria-hidden="true">${first.toUpperCase()}</span>`;
}

/** A sentence in which a name stands, with the name kept to its own direction. */
export function withName(sentence: string, name: string): Html {
  const [before = '', after = ''] = sentence.split('{name}');
  return html`${before}${nameOf(name)}${after}`;
}

/** The heading of a note: from whom it is. */
export function nameOfNote(sentence: string, name: string): Html {
  return html`<b>${withName(sentence, name)}</b>`;
}
