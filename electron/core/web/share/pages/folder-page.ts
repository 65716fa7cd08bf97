import type { SharePage } from '../../../sharing/share-door.ts';
import { html, nameOf, type Html } from '../html.ts';
import { icon } from '../icons.ts';
import { isPhotoOrFilm } from '../preview-kind.ts';
import { layout, withName } from './layout.ts';
import { folderAddress, listing, type Look } from './listing.ts';
import { downloadButton, isLimited, shareFacts, shareHead, type ShareContext } from './share-view.ts';

interface FolderView {
  readonly page: SharePage;
  readonly look: Look;
  /** Null for all of the share. */
  readonly folderId: string | null;
}

const VIEWER_TEXTS = ['viewer', 'previous', 'next', 'close', 'position', 'download', 'more'] as const;

function crumbs({ base, share, words }: ShareContext, { path }: SharePage): Html {
  const below = share.holds === 'folder' ? path.slice(1) : path;
  const here = below.at(-1);
  return html`<nav aria-label="${words.say('path')}">
    <ol class="crumbs">
      <li><a href="${base}">${nameOf(share.name)}</a></li>
      ${below
        .slice(0, -1)
        .map(
          ({ id, name }) =>
            html`<li>${icon('right')}<a href="${folderAddress(base, id, null)}">${nameOf(name)}</a></li>`,
        )}
      ${
        here === undefined
          ? null
          : html`<li>${icon('right')}<span aria-current="page">${nameOf(here.name)}</span></li>`
      }
    </ol>
  </nav>`;
}

function lookChoice({ base, words }: ShareContext, { look, folderId, page }: FolderView): Html | null {
  if (!page.items.some(isPhotoOrFilm)) return null;
  const choice = (one: Look, label: string, drawing: 'grid' | 'list') =>
    html`<a href="${folderAddress(base, folderId, one)}" ${look === one && html`aria-current="true"`}
      >${icon(drawing)}${label}</a
    >`;
  return html`<nav class="look" aria-label="${words.say('look')}">
    ${choice('gallery', words.say('asGallery'), 'grid')}${choice('list', words.say('asList'), 'list')}
  </nav>`;
}

/** The page of a link to a folder or several things, and of a folder below it. */
export function folderPage(context: ShareContext, view: FolderView): string {
  const { share, base, words, assets } = context;
  const { page, look, folderId } = view;
  const isTop = folderId === null;
  const others = page.total - 1;
  const title =
    share.holds === 'selection' && others > 0
      ? withName(words.count('andMore', others), share.name)
      : nameOf(share.name);
  const here = isTop ? share.name : (page.path.at(-1)?.name ?? share.name);
  const amount =
    words.count('items', page.total) + (page.totalBytes === null ? '' : ` · ${words.size(page.totalBytes)}`);
  const zip = isTop ? `${base}/zip` : `${base}/zip/${folderId}`;
  const download =
    share.viewOnly || page.total === 0
      ? null
      : downloadButton(
          zip,
          words.say(isTop ? 'downloadAll' : 'downloadFolder'),
          isTop ? words.say('zipHint') : null,
        );
  return layout(context, {
    title: here,
    scriptTexts: Object.fromEntries(VIEWER_TEXTS.map((key) => [key, words.texts[key]])),
    body: html`${
        isTop
          ? html`<article class="card">
              ${shareHead(context, title, amount)} ${shareFacts(context)} ${download}
            </article>`
          : html`${crumbs(context, page)}
              <article class="card">
                <h1>${nameOf(here)}</h1>
                <p class="meta">${amount}</p>
                ${download}
              </article>`
      }
      ${
        isLimited(share) && page.items.some(isPhotoOrFilm)
          ? html`<p class="hint">${words.say('limited')}</p>`
          : null
      }
      <section aria-labelledby="files">
        <div class="bar">
          <h2 id="files">${words.say('files')}</h2>
          ${lookChoice(context, view)}
        </div>
        ${listing(context, page, look, folderId)}
      </section>
      ${assets.script === null ? null : html`<div id="viewer"></div>`}`,
  });
}
