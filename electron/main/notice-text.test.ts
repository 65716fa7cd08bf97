import { expect, test } from 'vitest';
import { noticeText } from './notice-text.ts';

test('one file from somebody who said who they are', () => {
  const notice = { kind: 'requestFilled', name: 'Fotos da festa', by: 'Maria', count: 1 } as const;
  expect(noticeText(notice, 'en')).toEqual({
    title: 'A file arrived',
    body: 'Sent by Maria to “Fotos da festa”.',
  });
  expect(noticeText(notice, 'pt-BR')).toEqual({
    title: 'Chegou um arquivo',
    body: 'Maria enviou para “Fotos da festa”.',
  });
});

test('many things at once are one sentence', () => {
  const notice = { kind: 'linkDownloaded', name: 'Viagem', by: null, count: 40 } as const;
  expect(noticeText(notice, 'en').body).toBe('40 downloads of “Viagem”.');
  expect(noticeText({ ...notice, kind: 'linkOpened' }, 'pt-BR').body).toBe('“Viagem” foi aberto 40 vezes.');
});

test('a new address is said as it is', () => {
  const notice = { kind: 'addressChanged', url: 'http://192.168.1.20:8710' } as const;
  expect(noticeText(notice, 'pt-BR').body).toContain('http://192.168.1.20:8710');
});
