import { expect, test } from 'vitest';
import { typeOfName } from '../../../../electron/core/drive/file-type.ts';
import { kindOf } from './kinds.ts';

test.each([
  ['Férias.JPEG', 'image'],
  ['desenho.svg', 'drawing'],
  ['animado.webp', 'image'],
  ['iphone.heic', 'thumbnail'],
  ['scan.tiff', 'thumbnail'],
  ['negativo.cr2', 'thumbnail'],
  ['contrato.pdf', 'pdf'],
  ['obra.mp4', 'video'],
  ['velho.avi', 'video'],
  ['som.wav', 'audio'],
  ['partitura.mid', 'none'],
  ['notas.txt', 'text'],
  ['README', 'text'],
  ['.gitignore', 'text'],
  ['legenda.srt', 'text'],
  ['Makefile', 'code'],
  ['leia.md', 'markdown'],
  ['contas.csv', 'table'],
  ['contas.tsv', 'table'],
  ['contas.xlsx', 'none'],
  ['programa.ts', 'code'],
  ['página.html', 'code'],
  ['dados.json', 'code'],
  ['backup.zip', 'none'],
  ['ata.docx', 'none'],
  ['aula.pptx', 'none'],
  ['what.isthis', 'none'],
])('%s is shown as %s', (name, kind) => {
  expect(kindOf({ name, ...typeOfName(name) })).toBe(kind);
});
