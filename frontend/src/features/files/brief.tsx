/**
 * Stands for the columns that a phone has no room for, below a name; they still describe the row. Drawn rather than
 * written, so that whoever looks for a text on the page, a person or a program, finds it once.
 */
export function Brief({ text }: { readonly text: string }) {
  return (
    <span
      aria-hidden="true"
      data-brief={text}
      className="hidden truncate text-xs text-muted tabular-nums before:content-[attr(data-brief)] @max-lg:block"
    />
  );
}
