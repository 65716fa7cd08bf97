import { powerSaveBlocker } from 'electron';

/** Keeps the computer awake while transfers run, and only then; call it with each new count. */
export function makeAwake(): (transfers: number) => void {
  let blocker: number | undefined;
  return (transfers) => {
    if (transfers > 0) {
      blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    } else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
}
