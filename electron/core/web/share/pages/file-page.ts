import type { ShareEntry } from '../../../sharing/share-door.ts';
import { html, nameOf, type Html } from '../html.ts';
import { icon, typeIcon } from '../icons.ts';
import { hasPicture, previewKind } from '../preview-kind.ts';
import { layout } from './layout.ts';
import {
  addresses,
  downloadButton,
  isLimited,
  shareFacts,
  shareHead,
  type ShareContext,
} from './share-view.ts';

/** A link to what the browser shows by itself, on a page of its own. */
function opener(address: string, label: string): Html {
  return html`<a class="button quiet" href="${address}" target="_blank" rel="noopener">${label}</a>`;
}

function plain(entry: ShareEntry, inner: Html): Html {
  return html`<div class="plain">
    <span class="kind ${entry.type ?? ''}">${typeIcon(entry.type)}</span>
    ${inner}
  </div>`;
}

/** A file as far as a browser shows it. */
// oxlint-disable-next-line typescript/consistent-return -- every kind is answered
function preview({ share, base, words }: ShareContext, entry: ShareEntry): Html {
  const kind = previewKind(entry, isLimited(share));
  const { view, picture } = addresses(base, entry);
  const saves = share.viewOnly && html`controlslist="nodownload"`;
  switch (kind) {
    case 'picture':
      return html`<figure class="shown"><img src="${view}" alt="${entry.name}" /></figure>`;
    case 'small':
      return html`<figure class="shown"><img src="${picture}" alt="${entry.name}" /></figure>`;
    case 'video':
      return html`<figure class="shown">
        <video
          controls
          playsinline
          preload="metadata"
          poster="${picture}"
          src="${view}"
          aria-label="${entry.name}"
          ${saves}
        ></video>
      </figure>`;
    case 'audio':
      return html`<figure class="shown">
        <audio controls preload="metadata" src="${view}" aria-label="${entry.name}" ${saves}></audio>
      </figure>`;
    case 'pdf':
      return html`<figure class="shown paper">
        <img src="${picture}" alt="" />
        <div class="plain">${opener(view, words.say('openPdf'))}</div>
      </figure>`;
    case 'text':
      return html`<figure class="shown">${plain(entry, opener(view, words.say('openText')))}</figure>`;
    case 'none': {
      const text = words.say(share.viewOnly ? 'noPreview' : 'noPreviewDownload');
      return html`<figure class="shown">${plain(entry, html`<p>${text}</p>`)}</figure>`;
    }
  }
}

function limitedHint({ share, words }: ShareContext, entry: ShareEntry): Html | null {
  if (!isLimited(share) || !hasPicture(entry)) return null;
  return html`<p class="hint">${words.say('limited')}</p>`;
}

function meta({ words }: ShareContext, entry: ShareEntry): string {
  return `${words.size(entry.sizeBytes ?? 0)} · ${words.day(entry.modifiedAt)}`;
}

/** The page of a link to one file. */
export function singleFilePage(context: ShareContext, entry: ShareEntry): string {
  const { share, base, words } = context;
  const { download } = addresses(base, entry);
  return layout(context, {
    title: entry.name,
    body: html`<article class="card">
      ${shareHead(context, nameOf(entry.name), meta(context, entry))} ${shareFacts(context)}
      ${share.viewOnly ? null : downloadButton(download, words.say('download'), null)}
      ${preview(context, entry)} ${limitedHint(context, entry)}
    </article>`,
  });
}

/** The page of one file of several; `back` is where it was chosen. */
export function filePage(context: ShareContext, entry: ShareEntry, back: string): string {
  const { share, base, words } = context;
  const { download } = addresses(base, entry);
  return layout(context, {
    title: `${entry.name} – ${share.name}`,
    body: html`<nav aria-label="${words.say('path')}">
        <ol class="crumbs">
          <li><a href="${back}">${icon('left')} ${words.say('back')}</a></li>
        </ol>
      </nav>
      <article class="card">
        <h1>${nameOf(entry.name)}</h1>
        <p class="meta">${meta(context, entry)}</p>
        ${preview(context, entry)} ${limitedHint(context, entry)}
        ${share.viewOnly ? null : downloadButton(download, words.say('download'), null)}
      </article>`,
  });
}
