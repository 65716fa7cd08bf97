import type { Role } from '../../contract/people.ts';
import type { AppError } from './errors.ts';
import { fail } from './errors.ts';

/** Somebody signed in. */
export interface SignedIn {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string;
  readonly mustChangePassword: boolean;
}

/** Who asks, and from where: made by the wire for each call, checked once against the access the call declares. */
export interface Caller {
  readonly user: SignedIn | null;
  /** True for the desktop window on this computer, false for a browser. */
  readonly desktop: boolean;
  /** What limits guessing is counted by, beside the user name: `window`, or an address. */
  readonly origin: string;
  /** The Host that a browser used, to sign addresses that it can reach; absent in the window. */
  readonly host?: string;
  /** True when that browser came by HTTPS. */
  readonly secure?: boolean;
  /** A word for the browser and system, for example `Chrome, Android`; absent in the window. */
  readonly device?: string;
  /** Proved by a one-time code that they run this computer, so that they may do the first run in a browser. */
  readonly operator?: boolean;
  /** The wire's own way to begin and end the session of this connection; the token never reaches the page. */
  readonly connection: Connection;
}

/** The wire's side of a session. */
export interface Connection {
  /** Makes this token the connection's session; `remember` asks the wire to keep it over a restart. */
  begin(token: string, remember: boolean): void;
  end(): void;
  /**
   * The path behind a handle that this connection was granted; undefined when unknown or used up. A handle and the
   * call that uses it come by different ways, so one that is not here yet is waited for a moment.
   */
  takeGrant(id: string): Promise<GrantedPath | undefined>;
}

/** A path of this computer that a person chose or dropped. */
export interface GrantedPath {
  readonly path: string;
  /** Made for this one upload: removed when it ends. */
  readonly temporary: boolean;
}

/** The signed-in user of a caller that the access check let through; throws NOT_SIGNED_IN otherwise. */
export function signedIn(caller: Caller): SignedIn {
  if (caller.user === null) throw notSignedIn();
  return caller.user;
}

function notSignedIn(): AppError {
  return fail('NOT_SIGNED_IN');
}
