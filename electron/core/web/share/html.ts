/** Markup that is safe to send: made by {@link html} alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: words are escaped, markup is kept, `null` and `false` leave nothing. */
export type Inner = string | number | Html | null | false | readonly Inner[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no markup may carry, and marks that turn the direction of what follows, so that names cannot lie. */
// oxlint-disable-next-line no-control-regex -- it is control characters that are looked for
const UNSHOWN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/gu;

const PLAIN = /^[\w .,:;/?=()·–-]*$/u;

/** Words as they may stand in markup, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(UNSHOWN, '').replaceAll(/[&<>"']/gu, (character) => ESCAPES[character] ?? '');
}

function render(inner: Inner): string {
  if (inner === null || inner === false) return '';
  if (inner instanceof Html) return inner.text;
  if (typeof inner === 'string') return escapeHtml(inner);
  return typeof inner === 'number' ? String(inner) : inner.map(render).join('');
}

/** Templates without the blanks that they are set out with; each is made ready once. */
const ready = new WeakMap<TemplateStringsArray, readonly string[]>();

function partsOf(template: TemplateStringsArray): readonly string[] {
  const known = ready.get(template);
  if (known !== undefined) return known;
  const parts = template.map((part) => part.replaceAll(/\s*\n\s*/gu, '\n'));
  ready.set(template, parts);
  return parts;
}

/** Markup from a template. Attributes have to be quoted in it; what stands in them is escaped like everything else. */
export function html(parts: TemplateStringsArray, ...values: readonly Inner[]): Html {
  let text = '';
  for (const [at, part] of partsOf(parts).entries()) text += part + render(values[at] ?? null);
  return new Html(text);
}

/** A name that strangers or owners chose: its direction does not spill over onto what stands beside it. */
export function nameOf(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}
