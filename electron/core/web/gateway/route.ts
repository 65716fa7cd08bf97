import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkMode } from '../../../contract/network.ts';

/** One request at the door that passed its guard (host, limits, mode), and what routes need to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** Path as sent, percent-encoded; it begins with a slash and has no dot segments. */
  readonly path: string;
  /** What follows the question mark, as sent. */
  readonly search: string;
  /** Host header, checked: one of this computer's own. */
  readonly host: string;
  /** For example `http://192.168.1.20:8710`: scheme and host as the browser used them. */
  readonly origin: string;
  readonly secure: boolean;
  /** The device's address on the network. */
  readonly address: string;
  /** A word for browser and system, for example `Chrome, Android`. */
  readonly device: string;
  /** From Accept-Language. */
  readonly language: 'pt-BR' | 'en';
  /** By the names given to {@link Exchange.setCookie}; cookies that others set for this host are not among them. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Aborts when the device has gone or the door is closed. */
  readonly signal: AbortSignal;
  /** True when a request that changes something was sent by a page of this very origin. */
  readonly sameOrigin: boolean;
  /** HttpOnly, SameSite=Strict (or Lax for what has to survive a link from a chat), Secure with HTTPS. */
  setCookie(cookie: {
    readonly name: string;
    /** Null removes it. */
    readonly value: string | null;
    readonly path: string;
    /** Until the browser is closed when absent. */
    readonly maxAgeSeconds?: number;
    readonly sameSite?: 'strict' | 'lax';
  }): void;
}

/** Something that the door answers. The first route that is open and matches gets the request. */
export interface Route {
  /** For whom the door has to be open; `loopback` routes answer this computer alone. */
  readonly modes: readonly (Exclude<NetworkMode, 'off'> | 'loopback')[];
  /** True: answers plain HTTP where devices come by HTTPS too, for those that do not trust the certificate yet. */
  readonly plain?: boolean;
  /**
   * True: takes requests that change something from programs and pages elsewhere too, since something better than a
   * cookie proves who sends them. Without it they are refused before the route sees them.
   */
  readonly anyOrigin?: boolean;
  /** Largest body that is let through, in bytes; 1 MiB when absent. */
  readonly largestBody?: number;
  /** `path` as in {@link Exchange}. */
  matches(method: string, path: string): boolean;
  /** Answers; what it throws is answered and logged by the door. */
  handle(exchange: Exchange): Promise<void>;
}
