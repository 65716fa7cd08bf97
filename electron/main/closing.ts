/** What happens when the last window is closed. */
export type Closing = 'quit' | 'stay' | 'stay-until-idle';

/** Closing a window never ends a transfer: without a wish to keep running, the app leaves once they are through. */
export function onLastWindowClosed(state: {
  readonly keepRunning: boolean;
  readonly transfers: number;
}): Closing {
  if (state.keepRunning) return 'stay';
  return state.transfers > 0 ? 'stay-until-idle' : 'quit';
}
