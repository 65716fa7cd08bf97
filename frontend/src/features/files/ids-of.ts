const known = new WeakMap<object, readonly string[]>();

/** The ids of a list's entries, made once for each list and only when somebody asks: it may be a long one. */
export function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  const made = known.get(items);
  if (made !== undefined) return made;
  const ids = items.map(({ id }) => id);
  known.set(items, ids);
  return ids;
}
