import { setTimeout as sleep } from 'node:timers/promises';
import { fail, isFailure } from './errors.ts';
import type { Events } from './events.ts';
import type { Log } from './log.ts';

/** Something that runs by leave of somebody else, such as a download of what they share. */
export interface Leave {
  /** Aborts once it may not go on; the reason is the failure to end with. */
  readonly signal: AbortSignal;
  /** Has to be called when it has ended, however. */
  end(): void;
}

/** Whose leave it needs, and how it is known. */
export interface NeedsLeave {
  /** The same for what is asked for in the same way, so that it is asked once for all of them. */
  readonly key: string;
  /** Who does it. */
  readonly userId: string;
  /** In whose drives. */
  readonly ownerIds: readonly string[];
  /** Throws when it may not go on. */
  check(): Promise<void>;
}

/** Lets things go on for as long as they may. */
export interface GoingOn {
  /** Checks, and from then on whenever something happened by which the answer may be another. Throws what `check` throws. */
  begin(needs: NeedsLeave): Promise<Leave>;
}

/** Leave for what is one's own, which always may. Its signal is new each time: one that lives on would gather listeners. */
export function always(): Leave {
  return { signal: new AbortController().signal, end: () => undefined };
}

/** The same for who gets nothing where it may not begin: null then. */
export async function leaveOrNull(goingOn: GoingOn, needs: NeedsLeave): Promise<Leave | null> {
  try {
    return await goingOn.begin(needs);
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

interface Place extends NeedsLeave {
  readonly running: Set<AbortController>;
}

/** Drive changes of a busy moment are looked at together: the pause after a look, in milliseconds. */
const GATHER_MS = 250;
/** A look that took long is followed by a pause that is so many times as long. */
const PAUSE_TIMES = 4;

/**
 * Ends what runs once it may not go on: a folder is no longer shared with whoever downloads from it, or for reading
 * alone, its owner was disabled, or it went into the trash; or whoever does it is signed out. Listens only while something runs.
 */
export function makeGoingOn({ events, log }: { readonly events: Events; readonly log: Log }): GoingOn {
  const places = new Map<string, Place>();
  const changedOwners = new Set<string>();
  let looking = false;

  async function look(place: Place): Promise<void> {
    try {
      await place.check();
    } catch (error) {
      const failure = isFailure(error) ? error : fail('FOLDER_GONE', undefined, error);
      if (!isFailure(error))
        log.error({ err: error }, 'it could not be seen whether something may go on, so it is ended');
      for (const control of place.running) control.abort(failure);
    }
  }

  const ofOwners = (userIds: readonly string[]) =>
    Array.from(places.values()).filter(({ ownerIds }) => ownerIds.some((id) => userIds.includes(id)));
  const ofPeople = (userIds: readonly string[]) =>
    Array.from(places.values()).filter(({ userId, ownerIds }) =>
      [userId, ...ownerIds].some((id) => userIds.includes(id)),
    );

  const lookAll = (found: readonly Place[]) => Promise.all(found.map(look));
  const heardGrants = ({ userIds }: { userIds: readonly string[] | null }) =>
    void lookAll(userIds === null ? [...places.values()] : ofPeople(userIds));
  const heardPerson = ({ userId }: { userId: string }) => void lookAll(ofPeople([userId]));
  const heardDrive = ({ userId }: { userId: string }) => {
    changedOwners.add(userId);
    if (!looking) void lookAtDrives();
  };

  /** At once, and then again after a pause for what changed meanwhile. */
  async function lookAtDrives(): Promise<void> {
    looking = true;
    while (changedOwners.size > 0) {
      const owners = [...changedOwners];
      changedOwners.clear();
      const began = performance.now();
      await lookAll(ofOwners(owners));
      const pauseMs = Math.max(GATHER_MS, PAUSE_TIMES * (performance.now() - began));
      await sleep(pauseMs, undefined, { ref: false });
    }
    looking = false;
  }

  function listen(): void {
    events
      .on('grants.changed', heardGrants)
      .on('people.changed', heardPerson)
      .on('sessions.ended', heardPerson)
      .on('drive.changed', heardDrive);
  }

  function listenNoMore(): void {
    events.off('grants.changed', heardGrants).off('people.changed', heardPerson);
    events.off('sessions.ended', heardPerson).off('drive.changed', heardDrive);
    changedOwners.clear();
  }

  return {
    async begin(needs) {
      if (places.size === 0) listen();
      const place = places.get(needs.key) ?? { ...needs, running: new Set() };
      places.set(needs.key, place);
      const control = new AbortController();
      place.running.add(control);
      const end = () => {
        if (!place.running.delete(control) || place.running.size > 0) return;
        places.delete(needs.key);
        if (places.size === 0) listenNoMore();
      };
      try {
        // After it is known of here, so that nothing that happens meanwhile is missed.
        await needs.check();
        control.signal.throwIfAborted();
      } catch (error) {
        end();
        throw error;
      }
      return { signal: control.signal, end };
    },
  };
}
