/**
 * Takes away a poster that is empty, as that of a film without a small picture is: behind it the browser would show
 * nothing, and without it the film's own first picture.
 */
export function dropEmptyPoster(film: HTMLElement): void {
  const image = new Image();
  image.addEventListener('load', () => {
    if (image.naturalWidth <= 1) film.removeAttribute('poster');
  });
  image.addEventListener('error', () => film.removeAttribute('poster'));
  image.src = film.getAttribute('poster') ?? '';
}
