const INDENT = '  ';
/** Brackets within each other; beyond it the indents alone would be many times the text. */
const DEEPEST = 100;

/**
 * Strings, marks and plain words; the white space between them is what is set anew. Runs of letters are taken in one
 * step each: letter by letter, a picture written into a string would be too much for the engine's own memory.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;

/**
 * Sets JSON out in lines without reading its values: numbers stay as they are written, however long. Null when it is no
 * JSON, or nested too deeply to be set out.
 */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const tokens = text.match(TOKEN) ?? [];
  const parts: string[] = [];
  let depth = 0;
  const newLine = () => `\n${INDENT.repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > DEEPEST) return null;
      const next = tokens[at + 1];
      parts.push(token, next === '}' || next === ']' ? '' : newLine());
    } else if (token === '}' || token === ']') {
      depth -= 1;
      parts.push(before === '{' || before === '[' ? '' : newLine(), token);
    } else if (token === ',') parts.push(token, newLine());
    else parts.push(token === ':' ? ': ' : token);
  }
  return parts.join('');
}
