/** Whether keys are written and meant as on a Mac. */
const onMac = /mac/iu.test(globalThis.navigator.userAgent);

/** How keys are written on this computer: `mod` is Ctrl, or the command key of a Mac. */
export function shortcut(keys: string): string {
  return onMac
    ? keys.replace('mod+', '⌘').replace('Alt+', '⌥').replace('Del', '⌫').replace('Enter', '↩')
    : keys.replace('mod', 'Ctrl');
}
