import { describe, expect, it } from 'vitest';
import { startTexts } from './i18n.ts';
import { resources } from './resources.ts';

describe.each(['en', 'pt-BR'] as const)('numbers in sentences, %s', (language) => {
  const { t } = startTexts(language);

  it('nought is many, not one', () => {
    expect(t('files.entries', { count: 0 })).toBe(language === 'en' ? '0 items' : '0 itens');
    expect(t('files.entries', { count: 1 })).toBe('1 item');
  });

  it('what nobody used is never said to have been used once', () => {
    expect(t('sharing.facts.opens', { count: 0 })).toBe(
      language === 'en' ? 'not opened yet' : 'ainda não aberto',
    );
    expect(t('sharing.facts.opens', { count: 1 })).toBe(language === 'en' ? 'opened once' : 'aberto uma vez');
  });
});

it('in Portuguese, words for people fit everyone', () => {
  const told = JSON.stringify(resources['pt-BR']);
  // Windows itself calls the account that may do everything so.
  const masculine =
    /(?<!como |permissão de )\b(?:donos?|membros?|administrador(?:es)?|bem-vindos?|obrigado)\b/giu;
  expect(told.match(masculine)).toBeNull();
});
