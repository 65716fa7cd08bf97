/** The room before an entry of the tree. */
export function indent(level: number) {
  return { paddingLeft: `${String((level - 1) * 0.875 + 0.25)}rem` };
}
