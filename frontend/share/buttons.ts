/** Links that look and are called like buttons are pressed by the space bar like buttons. */
export function enhanceButtons(): void {
  document.addEventListener('keydown', (event) => {
    // oxlint-disable-next-line typescript/no-deprecated -- all that browsers of 2016 say
    if (event.key !== ' ' && event.keyCode !== 32) return;
    const { target } = event;
    if (!(target instanceof HTMLAnchorElement) || target.getAttribute('role') !== 'button') return;
    event.preventDefault();
    target.click();
  });
}
