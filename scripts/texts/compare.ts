/** The sentences of one language by their full key, for example `files.newFolder`. */
export interface Texts {
  readonly language: string;
  readonly sentences: ReadonlyMap<string, string>;
}

interface Tree {
  readonly [key: string]: string | Tree;
}

const PLURAL = /_(?:zero|one|two|few|many|other)$/u;

/** A key without the ending that tells its plural form. */
export function baseKey(key: string): string {
  return key.replace(PLURAL, '');
}

/** Turns nested sentences into pairs of full key and sentence. */
export function flatten(tree: Tree, above = ''): [key: string, sentence: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = above === '' ? name : `${above}.${name}`;
    return typeof value === 'string' ? [[key, value]] : flatten(value, key);
  });
}

/** Keys that one language lacks, and placeholders that differ. Languages may differ in their plural forms. */
export function compareLanguages(one: Texts, other: Texts): string[] {
  const [left, right] = [byBase(one), byBase(other)];
  const lacking = [
    ...[...left.keys()].filter((key) => !right.has(key)).map((key) => `${other.language} lacks ${key}`),
    ...[...right.keys()].filter((key) => !left.has(key)).map((key) => `${one.language} lacks ${key}`),
  ];
  const differing = [...left].flatMap(([key, sentences]) => {
    const others = right.get(key);
    if (others === undefined) return [];
    const [here, there] = [placeholders(sentences), placeholders(others)];
    return here === there
      ? []
      : [`${key} has {{${here}}} in ${one.language} but {{${there}}} in ${other.language}`];
  });
  return [...lacking, ...differing, ...halfPlurals(one), ...halfPlurals(other)];
}

export function emptySentences({ language, sentences }: Texts): string[] {
  return [...sentences]
    .filter(([, sentence]) => sentence.trim() === '')
    .map(([key]) => `${language} says nothing for ${key}`);
}

/** Codes of failures that have no sentence in the area `errors`. */
export function withoutSentence({ language, sentences }: Texts, codes: readonly string[]): string[] {
  const keys = [...sentences.keys()].map(baseKey);
  const missing = codes.filter(
    (code) => !keys.some((key) => key === `errors.${code}` || key.startsWith(`errors.${code}.`)),
  );
  return missing.length === 0
    ? []
    : [`${language} has no sentence in the area errors for these failures: ${missing.join(', ')}`];
}

function halfPlurals({ language, sentences }: Texts): string[] {
  const keys = [...sentences.keys()].filter((key) => PLURAL.test(key));
  return [...new Set(keys.map(baseKey))].flatMap((base) =>
    ['one', 'other']
      .filter((form) => !sentences.has(`${base}_${form}`))
      .map((form) => `${language} lacks the plural form ${base}_${form}`),
  );
}

function byBase({ sentences }: Texts): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const [key, sentence] of sentences) {
    const base = baseKey(key);
    grouped.set(base, [...(grouped.get(base) ?? []), sentence]);
  }
  return grouped;
}

function placeholders(sentences: readonly string[]): string {
  const names = sentences.flatMap((sentence) =>
    [...sentence.matchAll(/\{\{-?\s*(?<name>[^},\s]+)[^}]*\}\}/gu)].map(
      (match) => match.groups?.['name'] ?? '',
    ),
  );
  return [...new Set(names)].toSorted().join(', ');
}
