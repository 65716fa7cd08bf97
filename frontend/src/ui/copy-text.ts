/**
 * Puts a text on the clipboard. Browsers hide `navigator.clipboard` from pages that came by plain HTTP, so there the
 * text is selected in a field that nobody sees and copied as by hand. False when neither worked.
 */
export async function copyText(text: string): Promise<boolean> {
  // Typed as always there, but it is not on plain HTTP.
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : undefined;
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Refused, for example because the window has no focus: the old way may still work.
    }
  }
  return copyByHand(text);
}

function copyByHand(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  Object.assign(field.style, { position: 'fixed', top: '0', left: '0', opacity: '0', fontSize: '16px' });
  // Inside an open dialog, which takes the focus back from everything outside it.
  const host = before?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body;
  host.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  try {
    // Deprecated without a successor for plain HTTP.
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
