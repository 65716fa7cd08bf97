/** How many characters of a file's name stand before its ending; all of them where there is none, and in folders. */
export function stemLength({
  kind,
  name,
}: {
  readonly kind: 'file' | 'folder';
  readonly name: string;
}): number {
  const dot = name.lastIndexOf('.');
  return kind === 'folder' || dot <= 0 ? name.length : dot;
}

/** True when a file is about to get another ending, by which programs know what it is. */
export function changesEnding(
  node: { readonly kind: 'file' | 'folder'; readonly name: string },
  next: string,
): boolean {
  if (node.kind === 'folder' || next.trim() === '') return false;
  const ending = (name: string) => name.slice(stemLength({ kind: 'file', name })).toLowerCase();
  return ending(node.name) !== ending(next.trim());
}
