/** Elements that a drawing may come to with all that it repeats; more would hold up the page that paints it. */
const MOST = 200_000;
/** Elements within each other. */
const DEEPEST = 500;

/** Places where one element of a drawing stands for another: `href="#id"`, `fill="url(#id)"`. */
const MEANT = /^#(.+)$|url\(\s*["']?#([^"')]+)/gu;
/** A drawing within a drawing, which would have to be looked into as well. */
const NESTED = /data:image\/svg/iu;

/**
 * True for a drawing that repeats its parts so often that a page which paints it stands still, or ends: a few lines are
 * enough for that. Only counts; the drawing is never drawn for it. What cannot be read as a drawing is not too much.
 */
export function isTooMuch(text: string): boolean {
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
  const known = new Map<Element, number>();
  const within = new Set<Element>();

  function weigh(element: Element): number {
    const before = known.get(element);
    if (before !== undefined) return before;
    // What is in itself is not drawn.
    if (within.has(element)) return 0;
    if (within.size > DEEPEST) return Infinity;
    within.add(element);
    let weight = 1;
    for (const child of element.children) weight += weigh(child);
    for (const { value } of element.attributes) {
      if (NESTED.test(value)) weight = Infinity;
      else if (value.includes('#'))
        for (const [, whole, part] of value.matchAll(MEANT)) {
          const target = drawing.getElementById(whole ?? part ?? '');
          if (target !== null) weight += weigh(target);
        }
    }
    within.delete(element);
    known.set(element, weight);
    return weight;
  }
  return weigh(drawing.documentElement) > MOST;
}
