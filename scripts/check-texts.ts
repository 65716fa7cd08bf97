import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { filesBelow } from './lib/files.ts';
import { compareLanguages, emptySentences, flatten, type Texts, withoutSentence } from './texts/compare.ts';
import { unusedKeys } from './texts/unused.ts';

const LANGUAGES = ['en', 'pt-BR'] as const;

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
interface Tree {
  readonly [key: string]: string | Tree;
}

export interface TextFindings {
  readonly findings: string[];
  /** Sentences that seem to be used nowhere: worth a look, but keys can be put together while the app runs. */
  readonly unused: string[];
}

/** Holds the languages of the page together: same keys, same placeholders, no gap, a sentence for every failure. */
export async function checkTexts(root: string): Promise<TextFindings> {
  const [english, portuguese] = await Promise.all(LANGUAGES.map(async (name) => readLanguage(root, name)));
  if (english === undefined || portuguese === undefined) return { findings: [], unused: [] };
  const codes = await errorCodes(root);
  const findings = [
    ...compareLanguages(english, portuguese),
    ...[english, portuguese].flatMap(emptySentences),
    ...[english, portuguese].flatMap((texts) => withoutSentence(texts, codes)),
  ];
  return { findings, unused: await unusedKeys(root, [...english.sentences.keys()]) };
}

/** Each file of a language is an area and exports one tree of sentences under the area's name. */
async function readLanguage(root: string, language: string): Promise<Texts> {
  const folder = path.join(root, 'frontend', 'src', 'i18n', language);
  const files = (await filesBelow(folder)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const areas = await Promise.all(
    files.map(async (file) => z.record(z.string(), tree).parse({ ...(await importFile(file)) })),
  );
  return { language, sentences: new Map(areas.flatMap((area) => flatten(area))) };
}

async function errorCodes(root: string): Promise<string[]> {
  const module = await importFile(path.join(root, 'electron', 'contract', 'errors.ts'));
  const { errors } = z.object({ errors: z.record(z.string(), z.unknown()) }).parse({ ...module });
  return Object.keys(errors);
}

async function importFile(file: string): Promise<object> {
  return z.looseObject({}).parse(await import(pathToFileURL(file).href));
}
