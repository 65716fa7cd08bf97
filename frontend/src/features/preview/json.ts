const INDENT = '  ';

/**
 * Sets JSON out in lines without reading its values: numbers stay as they are written, however long. Null when it is no
 * JSON.
 */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  // Strings, marks and plain words; the white space between them is what is set anew.
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu) ?? [];
  const parts: string[] = [];
  let depth = 0;
  const newLine = () => `\n${INDENT.repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token === '{' || token === '[') {
      depth += 1;
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
