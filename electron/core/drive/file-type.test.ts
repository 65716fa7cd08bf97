import { expect, test } from 'vitest';
import { typeOfName } from './file-type.ts';

test.each([
  ['Férias.JPEG', 'image/jpeg', 'image'],
  ['clip.mov', 'video/quicktime', 'video'],
  ['song.mp3', 'audio/mpeg', 'audio'],
  ['contrato.pdf', 'application/pdf', 'pdf'],
  ['ata.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
  ['contas.csv', 'text/csv', 'spreadsheet'],
  ['aula.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'presentation'],
  ['backup.tar.gz', 'application/gzip', 'archive'],
  ['index.html', 'text/html', 'code'],
  ['README', 'application/octet-stream', 'other'],
  ['what.isthis', 'application/octet-stream', 'other'],
  ['jpg', 'application/octet-stream', 'other'],
])('%s is %s', (name, mime, type) => {
  expect(typeOfName(name)).toEqual({ mime, type });
});
