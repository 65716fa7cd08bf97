import { all } from './dom.ts';

/** Instead of leading to the next page, "Show more" puts what is on it below what is here. */
export function enhanceMore(): void {
  const next = document.querySelector<HTMLElement>('[data-more="next"]');
  const link = next?.querySelector('a');
  if (!next || !link) return;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    if (link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const request = new XMLHttpRequest();
    request.open('GET', link.href);
    request.responseType = 'document';
    const leave = () => {
      location.href = link.href;
    };
    request.addEventListener('error', leave);
    request.addEventListener('load', () => {
      const page = request.responseXML;
      if (request.status !== 200 || page === null) return leave();
      const first = appendTo('rows', page) ?? appendTo('tiles', page);
      const after = page.querySelector('[data-more="next"]');
      if (after === null) next.parentNode?.removeChild(next);
      else next.parentNode?.replaceChild(document.importNode(after, true), next);
      enhanceMore();
      first?.focus();
      return undefined;
    });
    request.send();
  });
}

/** Appends a list of the next page to the same one here; answers with what came first. */
function appendTo(kind: string, page: Document): HTMLElement | null {
  const more = page.querySelector<HTMLElement>(`[data-more="${kind}"]`);
  const here = document.querySelector<HTMLElement>(`[data-more="${kind}"]`);
  if (more === null || here === null) return null;
  let first: HTMLElement | null = null;
  all('li', more).forEach((item) => {
    const added = here.appendChild(document.importNode(item, true));
    first = first ?? added.querySelector('a');
  });
  return first;
}
