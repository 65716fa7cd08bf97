/** True where keys mean something else: while something is typed, chosen from a menu, or asked. */
export function isBusyElsewhere(target: EventTarget | null): boolean {
  return (
    document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') !==
      null ||
    (target instanceof Element &&
      target.closest(
        'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="alertdialog"]',
      ) !== null)
  );
}
