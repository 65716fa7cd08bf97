/** Where the picture hangs from the pointer, in CSS pixels. */
const OFFSET = 14;

/** Draws what hangs from the pointer: the first name, and a number when it is not the only one. */
export function drawDragImage(transfer: DataTransfer, name: string, count: number): void {
  const image = document.createElement('div');
  image.setAttribute('aria-hidden', 'true');
  // The browser draws what stands in the page, so it stands where nobody looks.
  image.className =
    'fixed -top-96 left-0 flex max-w-64 items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 text-sm font-medium text-ink';
  const label = document.createElement('span');
  label.className = 'truncate';
  label.textContent = name;
  image.append(label);
  if (count > 1) {
    const badge = document.createElement('span');
    badge.className = 'rounded-full bg-accent px-2 py-0.5 text-xs font-semibold text-accent-ink tabular-nums';
    badge.textContent = new Intl.NumberFormat(document.documentElement.lang || undefined).format(count);
    image.append(badge);
  }
  document.body.append(image);
  transfer.setDragImage(image, -OFFSET, -OFFSET);
  // It is drawn right after this event.
  setTimeout(() => image.remove());
}
