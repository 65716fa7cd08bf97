import type { FileType } from '../../../contract/drive.ts';
import { Html } from './html.ts';

const PATHS = {
  folder: '<path d="M3 7a2 2 0 0 1 2-2h4l2.5 3H19a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>',
  image:
    '<rect x="3" y="4" width="18" height="16" rx="2.5"/><circle cx="8.5" cy="9.5" r="1.7"/><path d="m4 18 5.5-5 4 3.5 2.5-2 4 3.5"/>',
  video: '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m10 9 5 3-5 3z"/>',
  audio:
    '<circle cx="7" cy="17.5" r="2.8"/><circle cx="17.5" cy="15.5" r="2.8"/><path d="M9.8 17.5V6l10.5-2.2v11.7"/>',
  document: '<path d="M6 3h8l4.5 4.5V21H6z"/><path d="M14 3v5h4.5M9 13h6M9 17h6"/>',
  sheet: '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="M4 10h16M4 15h16M10 4v16"/>',
  slides: '<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M12 16v4M8 20h8"/>',
  archive: '<path d="M4 8h16v12H4zM3 4h18v4H3zM10 12h4"/>',
  code: '<path d="m8 7-5 5 5 5M16 7l5 5-5 5"/>',
  download: '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
  eye: '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>',
  wifi: '<path d="M3 9.5a13 13 0 0 1 18 0M6.3 13a8.3 8.3 0 0 1 11.4 0M9.5 16.3a3.8 3.8 0 0 1 5 0"/><path d="M12 19.5h.01"/>',
  lock: '<rect x="5" y="11" width="14" height="9.5" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
  unlink:
    '<path d="M9 15.5 7.5 17a4 4 0 0 1-5.6-5.6L5 8.5M15 8.5 16.5 7a4 4 0 0 1 5.6 5.6L19 15.5M4 3l16 18"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z"/>',
  alert: '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.5h.01"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  right: '<path d="m9 6 6 6-6 6"/>',
  left: '<path d="m15 6-6 6 6 6"/>',
  list: '<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>',
  grid: '<rect x="4" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5"/>',
  play: '<path d="M7 4.5v15l13-7.5z"/>',
  up: '<path d="M12 19V6M6.5 11.5 12 6l5.5 5.5"/>',
  camera:
    '<path d="M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13.5" r="3.5"/>',
  copy: '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3"/>',
  print:
    '<path d="M7 9V4h10v5M7 17H4.5v-6.5a1.5 1.5 0 0 1 1.5-1.5h12a1.5 1.5 0 0 1 1.5 1.5V17H17"/><path d="M7 14h10v6H7z"/>',
} as const;
export type IconName = keyof typeof PATHS;

const OF_TYPE: Readonly<Record<FileType, IconName>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  document: 'document',
  spreadsheet: 'sheet',
  presentation: 'slides',
  pdf: 'document',
  archive: 'archive',
  code: 'code',
  other: 'document',
};

/** A small drawing beside words; silent. */
export function icon(name: IconName): Html {
  return new Html(`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`);
}

/** The drawing for a folder, or for a file of this type. */
export function typeIcon(type: FileType | null): Html {
  return icon(type === null ? 'folder' : OF_TYPE[type]);
}

/** The mark of the product, a cloud that is a house, as a file of its own too. */
export const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 448 448" aria-hidden="true" focusable="false"><defs><linearGradient id="tint" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#5b7cfa"/><stop offset="1" stop-color="#12a5b8"/></linearGradient><mask id="home"><rect width="448" height="448" fill="#fff"/><path d="M218 238 262 278V358H174V278Z" stroke="#000" stroke-width="20" stroke-linejoin="round" fill="#000"/></mask></defs><rect width="448" height="448" rx="104" fill="url(#tint)"/><path d="M133 352a76 76 0 0 1-14.4-150.6 102 102 0 0 1 194-21.6 86 86 0 0 1-9.6 172.2Z" fill="#fff" mask="url(#home)"/></svg>';
