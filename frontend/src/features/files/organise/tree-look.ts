/** So far one sees by the room how deep a folder is; below, the names need it more. */
const DEEP = 6;
/** Levels below that still get a little. */
const DEEPER = 12;

/** The room before an entry of the tree, which ends somewhere: names stay in sight however deep they are. */
export function indent(level: number) {
  const steps = Math.min(level, DEEP) - 1;
  const small = Math.max(0, Math.min(level - DEEP, DEEPER));
  return { paddingLeft: `${String(steps * 0.875 + small * 0.0625 + 0.25)}rem` };
}
