import type { Notice } from '../../contract/shell.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { Accounts } from './accounts.ts';

interface Deps {
  readonly events: Events;
  readonly accounts: Pick<Accounts, 'signedInHere'>;
  /** Shows it on this computer, whoever sits there. */
  readonly notify: (notice: Notice) => void;
  readonly log: Log;
}

/**
 * Hands on what this computer should tell: what concerns everybody, and what concerns somebody who is signed in at its
 * window, or would be when it is opened the next time. What is others' they see where they are.
 */
export function passNotices({ events, accounts, notify, log }: Deps): void {
  events.on('notice', ({ userId, notice }) => {
    const here = userId === null ? Promise.resolve(true) : accounts.signedInHere(userId);
    here
      .then((isHere) => {
        if (isHere) notify(notice);
      })
      .catch((error: unknown) => log.warn({ err: error }, 'a notice could not be handed on'));
  });
}
