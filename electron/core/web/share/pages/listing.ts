import type { ShareEntry, SharePage } from '../../../sharing/share-door.ts';
import { html, nameOf, type Html } from '../html.ts';
import { icon, typeIcon } from '../icons.ts';
import { hasPicture, isPhotoOrFilm, previewKind } from '../preview-kind.ts';
import { addresses, isLimited, type ShareContext } from './share-view.ts';

export type Look = 'list' | 'gallery';

/** Photos are looked at, everything else is read. */
export function suggestedLook(items: readonly ShareEntry[]): Look {
  const files = items.filter(({ kind }) => kind === 'file');
  const photos = files.filter(isPhotoOrFilm).length;
  return photos >= 2 && photos >= files.length * 0.6 ? 'gallery' : 'list';
}

/** Where a folder is shown; null for all of the share. */
export function folderAddress(
  base: string,
  folderId: string | null,
  look: Look | null,
  cursor?: string | null,
) {
  const query = new URLSearchParams();
  if (look !== null) query.set('look', look);
  if (cursor !== null && cursor !== undefined) query.set('c', cursor);
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return `${base}${folderId === null ? '' : `/d/${folderId}`}${search}`;
}

function pageAddress(context: ShareContext, entry: ShareEntry, folderId: string | null): string {
  const { page } = addresses(context.base, entry);
  return folderId === null ? page : `${page}?in=${folderId}`;
}

function row(context: ShareContext, entry: ShareEntry, folderId: string | null): Html {
  const { base, words, share } = context;
  if (entry.kind === 'folder')
    return html`<li class="row">
      <a href="${folderAddress(base, entry.id, null)}"
        ><span class="kind folder">${icon('folder')}</span
        ><span class="label"><b>${nameOf(entry.name)}</b><small>${words.say('folder')}</small></span></a
      >
    </li>`;
  const { download, picture } = addresses(base, entry);
  return html`<li class="row">
    <a href="${pageAddress(context, entry, folderId)}" ${viewerData(context, entry)}
      ><span class="kind ${entry.type ?? ''}"
        >${typeIcon(entry.type)}${
          hasPicture(entry)
            ? html`<img src="${picture}" alt="" loading="lazy" width="44" height="44" />`
            : null
        }</span
      ><span class="label"
        ><b>${nameOf(entry.name)}</b
        ><small>${words.size(entry.sizeBytes ?? 0)} · ${words.day(entry.modifiedAt)}</small></span
      ></a
    >
    ${
      share.viewOnly
        ? null
        : html`<a
            class="save"
            href="${download}"
            aria-label="${words.say('downloadNamed', { name: entry.name })}"
            >${icon('download')}</a
          >`
    }
  </li>`;
}

/** What the script needs to show a picture or a film over the page. */
function viewerData({ base, share }: ShareContext, entry: ShareEntry): Html | null {
  if (!isPhotoOrFilm(entry)) return null;
  const kind = previewKind(entry, isLimited(share));
  const { view, picture, download } = addresses(base, entry);
  return html`data-viewer="${kind === 'video' ? 'video' : 'image'}"
  data-full="${kind === 'small' ? picture : view}" data-name="${entry.name}" data-poster="${picture}"
  ${share.viewOnly ? null : html`data-save="${download}"`}`;
}

function tile(context: ShareContext, entry: ShareEntry, folderId: string | null): Html {
  const { picture } = addresses(context.base, entry);
  return html`<li class="tile">
    <a
      href="${pageAddress(context, entry, folderId)}"
      ${viewerData(context, entry)}
      aria-label="${entry.name}"
      ><span class="${entry.type === 'video' ? 'under film' : 'under'}" aria-hidden="true"
        >${typeIcon(entry.type)}<span>${nameOf(entry.name)}</span></span
      >${hasPicture(entry) ? html`<img class="pic" src="${picture}" alt="" loading="lazy" />` : null}${
        entry.type === 'video' ? html`<span class="play">${icon('play')}</span>` : null
      }</a
    >
  </li>`;
}

/** The entries of a folder, folders first. */
export function listing(context: ShareContext, page: SharePage, look: Look, folderId: string | null): Html {
  const { words, base } = context;
  const { items, next } = page;
  if (items.length === 0)
    return html`<div class="rows">
      <div class="empty">
        ${icon('folder')}
        <p>${words.say('emptyFolder')}</p>
      </div>
    </div>`;
  const folders = items.filter(({ kind }) => kind === 'folder');
  const files = items.filter(({ kind }) => kind === 'file');
  const rows = look === 'list' ? items : folders;
  return html`${
    rows.length === 0
      ? null
      : html`<ul class="rows" data-more="rows">
          ${rows.map((entry) => row(context, entry, folderId))}
        </ul>`
  }
  ${
    look === 'list' || files.length === 0
      ? null
      : html`<ul class="tiles" data-more="tiles">
          ${files.map((entry) => tile(context, entry, folderId))}
        </ul>`
  }
  ${
    next === null
      ? null
      : html`<p class="actions" data-more="next">
          <a class="button quiet" href="${folderAddress(base, folderId, look, next)}">${words.say('more')}</a>
        </p>`
  }`;
}
