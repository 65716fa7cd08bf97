import { fileType, type FileType } from '../../contract/drive.ts';

/** What a file's name says about its content. */
export interface NamedType {
  readonly mime: string;
  readonly type: FileType;
}

const UNKNOWN: NamedType = { mime: 'application/octet-stream', type: 'other' };

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** Per type: a MIME type and the extensions that have it. */
const TABLE: Readonly<Record<FileType, Readonly<Record<string, string>>>> = {
  image: {
    'image/jpeg': 'jpg jpeg jpe jfif',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/webp': 'webp',
    'image/avif': 'avif',
    'image/heic': 'heic',
    'image/heif': 'heif',
    'image/tiff': 'tif tiff',
    'image/bmp': 'bmp',
    'image/svg+xml': 'svg',
    'image/x-icon': 'ico',
    'image/jxl': 'jxl',
    'image/vnd.adobe.photoshop': 'psd',
    'image/x-raw': 'raw cr2 cr3 nef arw dng orf rw2 raf',
  },
  video: {
    'video/mp4': 'mp4 m4v',
    'video/quicktime': 'mov',
    'video/webm': 'webm',
    'video/x-matroska': 'mkv',
    'video/x-msvideo': 'avi',
    'video/mpeg': 'mpg mpeg',
    'video/x-ms-wmv': 'wmv',
    'video/x-flv': 'flv',
    'video/3gpp': '3gp',
    'video/mp2t': 'm2ts mts',
    'video/ogg': 'ogv',
  },
  audio: {
    'audio/mpeg': 'mp3',
    'audio/mp4': 'm4a m4b',
    'audio/aac': 'aac',
    'audio/flac': 'flac',
    'audio/wav': 'wav',
    'audio/ogg': 'ogg oga',
    'audio/opus': 'opus',
    'audio/x-ms-wma': 'wma',
    'audio/aiff': 'aif aiff',
    'audio/amr': 'amr',
    'audio/midi': 'mid midi',
  },
  pdf: { 'application/pdf': 'pdf' },
  document: {
    'text/plain': 'txt text log',
    'text/markdown': 'md markdown',
    'application/rtf': 'rtf',
    'application/msword': 'doc dot',
    [`${OPEN_XML}.wordprocessingml.document`]: 'docx',
    [`${OPEN_DOCUMENT}.text`]: 'odt',
    'application/vnd.apple.pages': 'pages',
    'application/epub+zip': 'epub',
    'application/x-mobipocket-ebook': 'mobi',
  },
  spreadsheet: {
    'text/csv': 'csv',
    'text/tab-separated-values': 'tsv',
    'application/vnd.ms-excel': 'xls',
    'application/vnd.ms-excel.sheet.macroEnabled.12': 'xlsm',
    [`${OPEN_XML}.spreadsheetml.sheet`]: 'xlsx',
    [`${OPEN_DOCUMENT}.spreadsheet`]: 'ods',
    'application/vnd.apple.numbers': 'numbers',
  },
  presentation: {
    'application/vnd.ms-powerpoint': 'ppt pps',
    [`${OPEN_XML}.presentationml.presentation`]: 'pptx',
    [`${OPEN_XML}.presentationml.slideshow`]: 'ppsx',
    [`${OPEN_DOCUMENT}.presentation`]: 'odp',
    'application/vnd.apple.keynote': 'key',
  },
  archive: {
    'application/zip': 'zip',
    'application/x-7z-compressed': '7z',
    'application/vnd.rar': 'rar',
    'application/x-tar': 'tar',
    'application/gzip': 'gz tgz',
    'application/x-bzip2': 'bz2 tbz2',
    'application/x-xz': 'xz txz',
    'application/zstd': 'zst',
    'application/x-iso9660-image': 'iso',
    'application/x-apple-diskimage': 'dmg',
  },
  code: {
    'text/html': 'html htm xhtml',
    'text/css': 'css scss sass less',
    'text/javascript': 'js mjs cjs jsx',
    'text/x-typescript': 'ts tsx mts cts',
    'application/json': 'json',
    'application/xml': 'xml xsd xsl',
    'application/yaml': 'yaml yml',
    'application/toml': 'toml',
    'application/sql': 'sql',
    'text/x-python': 'py',
    'text/x-java': 'java kt kts',
    'text/x-c': 'c h cc cpp cxx hpp hh',
    'text/x-csharp': 'cs',
    'text/x-go': 'go',
    'text/x-rust': 'rs',
    'text/x-php': 'php',
    'text/x-ruby': 'rb',
    'text/x-swift': 'swift',
    'text/x-lua': 'lua',
    'application/x-sh': 'sh bash zsh',
    'application/x-powershell': 'ps1',
    'application/x-bat': 'bat cmd',
    'application/x-ipynb+json': 'ipynb',
    'text/x-ini': 'ini cfg conf env',
  },
  other: {},
};

const byExtension = new Map<string, NamedType>();
for (const type of fileType.options) {
  for (const [mime, extensions] of Object.entries(TABLE[type]))
    for (const extension of extensions.split(' ')) byExtension.set(extension, { mime, type });
}

/** MIME type and kind of a file by the extension of its name; a name that tells nothing is `other`. */
export function typeOfName(name: string): NamedType {
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase())) ?? UNKNOWN;
}
