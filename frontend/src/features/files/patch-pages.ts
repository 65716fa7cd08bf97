import type { InfiniteData } from '@tanstack/react-query';

/** What is needed of a page of a list. */
export interface ListPage {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly total: number;
}

/** How far beyond the place of a page its entries may be known from before; others have come from elsewhere. */
const NEAR = 2000;

/**
 * A list in which one page was fetched anew. What followed its last entry follows it still, and nothing is in the list
 * twice. What changed elsewhere is for whoever fetches the rest.
 */
export function patched<Page extends ListPage, Param>(
  data: InfiniteData<Page, Param>,
  at: number,
  fresh: Page,
): InfiniteData<Page, Param> {
  const starts = startsOf(data.pages);
  const start = starts[at] ?? 0;
  const resume = fresh.next === null ? Infinity : placeBehind(data.pages, { at, start }, fresh);
  const again = new Set(fresh.items.map(({ id }) => id));
  const without = (items: ListPage['items']) =>
    items.some(({ id }) => again.has(id)) ? items.filter(({ id }) => !again.has(id)) : items;
  // What the page has no room for any more stands before what followed it; behind the last page it is still to come.
  const pushedOut = without(data.pages[at]?.items.slice(Math.max(0, resume - start)) ?? []);
  const pages = data.pages.map((page, index) => {
    if (index === at) return fresh;
    const from = index < at ? 0 : Math.max(0, resume - (starts[index] ?? 0));
    const left = without(from === 0 ? page.items : page.items.slice(from));
    return withItems(page, index === at + 1 && pushedOut.length > 0 ? pushedOut.concat(left) : left);
  });
  const last = pages.length - 1;
  const end = pages[last];
  if (end !== undefined) {
    const next = fresh.next === null ? null : end.next;
    pages[last] = Object.assign({}, end, { total: fresh.total, next });
  }
  return { pages, pageParams: data.pageParams };
}

function withItems<Page extends ListPage>(page: Page, items: ListPage['items']): Page {
  return items === page.items || (items.length === 0 && page.items.length === 0)
    ? page
    : Object.assign({}, page, { items });
}

/** The page that an entry is on, by its place in the whole list; the last one for what is not there yet. */
export function pageOf(pages: readonly ListPage[], index: number): number {
  const starts = startsOf(pages);
  return Math.max(
    0,
    starts.findLastIndex((start, at) => start <= index && (pages[at]?.items.length ?? 0) > 0),
  );
}

function startsOf(pages: readonly ListPage[]): number[] {
  let count = 0;
  return pages.map(({ items }) => {
    const start = count;
    count += items.length;
    return start;
  });
}

/** Where the old list goes on behind the new page: behind the last entry of it that was near before. */
function placeBehind(
  pages: readonly ListPage[],
  { at, start }: { at: number; start: number },
  fresh: ListPage,
): number {
  const places = new Map<string, number>();
  let place = start;
  for (let index = at; index < pages.length && place < start + NEAR; index += 1)
    for (const { id } of pages[index]?.items ?? []) {
      places.set(id, place);
      place += 1;
    }
  const last = fresh.items.findLast(({ id }) => places.has(id));
  const known = last === undefined ? undefined : places.get(last.id);
  return known === undefined ? start + (pages[at]?.items.length ?? 0) : known + 1;
}
