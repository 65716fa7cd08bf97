import { createHash } from 'node:crypto';
import { html, Html } from '../share/html.ts';
import { MARK } from '../share/icons.ts';
import { dark, light, type Palette } from '../share/palette.ts';
import type { Exchange } from './route.ts';

const colours = (palette: Palette) =>
  `body{background:${palette.canvas};color:${palette.ink}}` +
  `main{background:${palette.surface};border-color:${palette.line}}` +
  `.muted{color:${palette.muted}}a{color:${palette.accentText}}` +
  `.sign{background:${palette.successSoft};color:${palette.successText}}` +
  `.button{background:${palette.accent};color:${palette.accentInk}}` +
  `code{background:${palette.sunken}}details{border-color:${palette.line}}` +
  `:focus-visible{outline:2px solid ${palette.accent};outline-offset:2px}`;

/** For browsers of 2016 and later, like the pages of shares. */
const STYLE =
  '*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;' +
  'padding:24px 16px;word-wrap:break-word;overflow-wrap:break-word}' +
  'main{max-width:520px;margin:0 auto;padding:28px 24px;border:1px solid;border-radius:18px}' +
  '.brand{display:flex;align-items:center;font-weight:600;margin-bottom:24px}' +
  '.brand svg{width:30px;height:30px;margin-right:10px}h1{font-size:26px;line-height:1.2;margin:0 0 8px}' +
  'h2{font-size:17px;margin:24px 0 6px}p{margin:0 0 12px}.sign{display:flex;align-items:center;' +
  'justify-content:center;width:72px;height:72px;border-radius:36px;font-size:38px;margin-bottom:20px}' +
  '.button{display:block;text-align:center;padding:13px 18px;border-radius:11px;font-weight:600;' +
  'text-decoration:none;margin:10px 0}code{display:block;font:14px/1.6 ui-monospace,Menlo,Consolas,monospace;' +
  'padding:10px 12px;border-radius:9px;word-break:break-all;margin-bottom:10px}ol{margin:0;padding:4px 0 4px 22px}li{margin:5px 0}' +
  'details{border-top:1px solid;padding:6px 0}summary{font-weight:600;padding:10px 0;cursor:pointer}' +
  '.link{display:inline-block;padding:10px 0}' +
  `${colours(light)}@media(prefers-color-scheme:dark){${colours(dark)}}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** In one piece: its policy names these very bytes. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** Answers with one short page that brings everything it needs. */
export function sendSmallPage(
  { request, response, language }: Exchange,
  { title, brand, body }: { readonly title: string; readonly brand: string; readonly body: Html },
): void {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <div class="brand">${new Html(MARK)}<span>${brand}</span></div>
          ${body}
        </main>
      </body>
    </html>`;
  const bytes = Buffer.from(`${page.text}\n`);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(bytes.length),
    'content-security-policy': POLICY,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
