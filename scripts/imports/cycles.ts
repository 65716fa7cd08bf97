interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * Circles in a graph: of each group of files that reach each other, one circle, from a file back to itself.
 * Circles that share files with one already found may be left out; they show up once that one is gone.
 */
export function cycles(edges: readonly Edge[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);

  const found: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    const at = trail.indexOf(file);
    if (at !== -1) {
      found.push([...trail.slice(at), file]);
      return;
    }
    trail.push(file);
    for (const to of next.get(file) ?? []) visit(to);
    trail.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return found;
}
