import type { OpenShare, ShareEntry } from '../../../sharing/share-door.ts';
import { html, type Html, type Inner } from '../html.ts';
import { icon } from '../icons.ts';
import { chip, face, nameOfNote, withName, type PageContext } from './layout.ts';

/** What the pages of one share are made with. */
export interface ShareContext extends PageContext {
  readonly share: OpenShare;
  /** `/s/<token>` */
  readonly base: string;
}

/** Whether whole contents may only be had by downloads, because these are counted. */
export function isLimited(share: OpenShare): boolean {
  return share.downloadsLeft !== null;
}

/** Who shares what. `meta` says how much. */
export function shareHead({ share, words }: ShareContext, heading: Inner, meta: Inner): Html {
  const who = share.kind === 'request' ? words.texts.asks : words.texts.shares;
  return html`<p class="from">${face(share.sharedBy)}<span>${withName(who, share.sharedBy)}</span></p>
    <h1>${heading}</h1>
    ${meta === null ? null : html`<p class="meta">${meta}</p>`}`;
}

/** Until when, and what else is to be known. */
export function shareFacts({ share, words }: ShareContext): Html {
  const { expiresAt, viewOnly, downloadsLeft, note, sharedBy } = share;
  return html`<ul class="chips">
      ${chip(
        'clock',
        expiresAt === null ? words.say('noEnd') : words.say('until', { date: words.date(expiresAt) }),
      )}
      ${viewOnly && share.kind === 'link' ? chip('eye', words.say('viewOnly')) : null}
      ${downloadsLeft === null ? null : chip('download', words.count('left', downloadsLeft))}
      ${chip('wifi', words.say('network'))}
    </ul>
    ${note === '' ? null : html`<div class="note">${nameOfNote(words.texts.note, sharedBy)}${note}</div>`}`;
}

/** Addresses of one file. What names the content may be kept by browsers. */
export function addresses(base: string, { id, contentId }: Pick<ShareEntry, 'id' | 'contentId'>) {
  const content = contentId === null ? '' : `?${contentId}`;
  return {
    page: `${base}/p/${id}`,
    download: `${base}/f/${id}`,
    view: `${base}/v/${id}${content}`,
    picture: `${base}/t/${id}${content}`,
  };
}

/**
 * The button that fetches something; `hint` says what it will be. Not marked as a download: the answer says that it is
 * one, and where there is none to be had the browser shows the page that says why, instead of a download that failed.
 */
export function downloadButton(address: string, label: string, hint: string | null): Html {
  return html`<div class="actions">
    <a class="button" role="button" href="${address}">${icon('download')}${label}</a>
    ${hint === null ? null : html`<p class="hint">${hint}</p>`}
  </div>`;
}
