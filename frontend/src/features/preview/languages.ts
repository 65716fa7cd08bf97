/** The languages whose words are coloured, each with the endings of its files. */
const ENDINGS = {
  bash: 'sh bash zsh',
  c: 'c h',
  cpp: 'cc cpp cxx hpp hh',
  csharp: 'cs',
  css: 'css',
  diff: 'diff patch',
  go: 'go',
  ini: 'ini cfg conf env toml properties editorconfig',
  java: 'java',
  javascript: 'js mjs cjs jsx',
  json: 'json ipynb',
  kotlin: 'kt kts',
  less: 'less',
  lua: 'lua',
  makefile: 'mk makefile',
  php: 'php',
  python: 'py',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scss: 'scss sass',
  sql: 'sql',
  swift: 'swift',
  typescript: 'ts tsx mts cts',
  xml: 'html htm xhtml xml xsd xsl svg',
  yaml: 'yaml yml',
} as const;

export type CodeLanguage = keyof typeof ENDINGS;

const byEnding = new Map<string, CodeLanguage>();
for (const [language, endings] of Object.entries(ENDINGS))
  for (const ending of endings.split(' ')) if (isLanguage(language)) byEnding.set(ending, language);

function isLanguage(name: string): name is CodeLanguage {
  return Object.hasOwn(ENDINGS, name);
}

/** The language that a file is written in by its name; null when its words get no colours. */
export function languageOf(name: string): CodeLanguage | null {
  const lower = name.toLowerCase();
  return byEnding.get(lower.slice(lower.lastIndexOf('.') + 1)) ?? null;
}
