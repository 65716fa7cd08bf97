import { useEffect, useEffectEvent } from 'react';

/** Backspace goes up from anywhere on the page, as in a file manager; not while something is typed or asked. */
export function useUpKey(onUp: (() => void) | undefined): void {
  const up = useEffectEvent(() => onUp?.());
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Backspace' || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof Element &&
        target.closest('input, textarea, [role="dialog"], [role="alertdialog"]')
      )
        return;
      event.preventDefault();
      up();
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}
