import type { FileType } from '../../../../electron/contract/drive.ts';
import { isBrowserPicture } from '../../api/content.ts';
import { languageOf } from './languages.ts';

/**
 * How a file is shown. `thumbnail` is a picture in a format that the page cannot decode itself; `none` is the card for
 * all that cannot be looked into.
 */
export type Kind =
  | 'image'
  | 'drawing'
  | 'thumbnail'
  | 'pdf'
  | 'video'
  | 'audio'
  | 'text'
  | 'code'
  | 'markdown'
  | 'table'
  | 'none';

/** Names without an ending that hold text by custom. */
const TEXT_NAMES =
  /^(?:readme|licen[cs]e|copying|authors|changelog|changes|notice|todo|news|\.(?:git|docker|npm|eslint|prettier)(?:ignore|rc|attributes)|\.editorconfig)$/iu;

/** Endings of texts that have no type of their own. */
const TEXT_ENDINGS = /\.(?:srt|vtt|ass|diff|patch|tex|bib|ics|vcf|rst|adoc|org|nfo|gitignore|properties)$/iu;

/** Chooses by what the name says; nothing is shown as more than its name promises. */
export function kindOf({
  name,
  mime,
  type,
}: {
  readonly name: string;
  readonly mime: string;
  readonly type: FileType;
}): Kind {
  switch (type) {
    case 'image':
      if (mime === 'image/svg+xml') return 'drawing';
      return isBrowserPicture(mime) ? 'image' : 'thumbnail';
    case 'pdf':
    case 'video':
      return type;
    case 'audio':
      return mime === 'audio/midi' ? 'none' : 'audio';
    case 'code':
      return 'code';
    case 'spreadsheet':
      return mime === 'text/csv' || mime === 'text/tab-separated-values' ? 'table' : 'none';
    case 'document':
      if (mime === 'text/markdown') return 'markdown';
      return mime === 'text/plain' ? 'text' : 'none';
    case 'presentation':
    case 'archive':
      return 'none';
    case 'other':
      break;
  }
  if (languageOf(name) !== null) return 'code';
  return TEXT_NAMES.test(name) || TEXT_ENDINGS.test(name) ? 'text' : 'none';
}

/** Whether a file of this kind is read as text, in parts. */
export function isReadAsText(kind: Kind): boolean {
  return kind === 'text' || kind === 'code' || kind === 'markdown' || kind === 'table';
}
