import { isValidElement } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** A part of a text that was set: its letters, or an element with what it is made of. Plain data, no markup. */
export type SetPart = string | SetElement;

export interface SetElement {
  /** Name of the element in HTML. */
  readonly tag: string;
  readonly look: SetLook;
  readonly parts: readonly SetPart[];
}

/** All that is kept of an element besides its name: nothing that could act. */
export interface SetLook {
  readonly className?: string | undefined;
  /** Where a link leads, as a hint. */
  readonly href?: string | undefined;
  /** What a picture shows. */
  readonly alt?: string | undefined;
  /** Whether a task is done. */
  readonly checked?: boolean | undefined;
  /** The first number of a list. */
  readonly start?: number | undefined;
  readonly align?: 'left' | 'center' | 'right' | undefined;
}

/** Elements within each other; what lies deeper would be too much for the page that lays it out. */
const DEEPEST = 100;
/** Elements of a text; more would hold up the page. */
const MOST = 50_000;

/**
 * Sets a Markdown text; HTML in it is left away. Null for one that is nested too deeply or comes to too many elements.
 * Takes as long as the text was made to take, so that it is called where nobody waits for it.
 */
export function setMarkdown(text: string): readonly SetPart[] | null {
  let count = 0;
  const partsOf = (made: unknown, depth: number): SetPart[] => {
    if (Array.isArray(made)) return made.flatMap((one) => partsOf(one, depth));
    if (typeof made === 'string') return [made];
    if (!isValidElement<Record<string, unknown>>(made)) return [];
    const { type, props } = made;
    if (typeof type !== 'string') return partsOf(props['children'], depth);
    count += 1;
    if (depth >= DEEPEST || count > MOST) throw new TooMuch();
    return [{ tag: type, look: lookOf(props), parts: partsOf(props['children'], depth + 1) }];
  };
  try {
    return partsOf(Markdown({ children: text, remarkPlugins: [remarkGfm], skipHtml: true }), 0);
  } catch (error) {
    // The library goes from element to element by calls within calls.
    if (error instanceof TooMuch || error instanceof RangeError) return null;
    throw error;
  }
}

class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

function lookOf(props: Readonly<Record<string, unknown>>): SetLook {
  const { className, href, alt, checked, start, style } = props;
  const align =
    typeof style === 'object' && style !== null && 'textAlign' in style ? style.textAlign : undefined;
  return {
    className: typeof className === 'string' ? className : undefined,
    href: typeof href === 'string' ? href : undefined,
    alt: typeof alt === 'string' ? alt : undefined,
    checked: typeof checked === 'boolean' ? checked : undefined,
    start: typeof start === 'number' ? start : undefined,
    align: align === 'left' || align === 'center' || align === 'right' ? align : undefined,
  };
}
