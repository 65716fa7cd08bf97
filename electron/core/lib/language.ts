import type { Language } from '../../contract/desktop.ts';

/** The language that MCM_LANG fixes, if it names one of ours; case and `_` do not matter. */
export function fixedLanguage(value: string | undefined): Language | undefined {
  const wanted = value?.replace('_', '-').toLowerCase();
  if (wanted === 'pt-br') return 'pt-BR';
  return wanted === 'en' ? 'en' : undefined;
}

/** The language to begin with: the first of the person's that we speak, else English. */
export function guessLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [base] = tag.toLowerCase().split(/[-_]/u);
    if (base === 'pt') return 'pt-BR';
    if (base === 'en') return 'en';
  }
  return 'en';
}
