import { common, createLowlight } from 'lowlight';
import type { CodeLanguage } from './languages.ts';

/** A run of letters of one look; `look` is the class of the highlighter, or empty. */
export interface Run {
  readonly text: string;
  readonly look: string;
}

const lowlight = createLowlight(common);

interface Branch {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Branch[];
}

/** Colours the words of a text, line by line. The answer holds letters and class names only, no markup. */
export function highlightLines(text: string, language: CodeLanguage): Run[][] {
  const lines: Run[][] = [[]];
  collect(lowlight.highlight(language, text), '', lines);
  return lines;
}

function collect({ type, value, properties, children = [] }: Branch, look: string, lines: Run[][]): void {
  if (type === 'text' && value !== undefined) {
    for (const [at, part] of value.split(/\r\n|\n|\r/u).entries()) {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, look });
    }
    return;
  }
  const names: unknown = properties?.className;
  const own = Array.isArray(names) && typeof names[0] === 'string' ? names[0] : look;
  for (const child of children) collect(child, own, lines);
}
