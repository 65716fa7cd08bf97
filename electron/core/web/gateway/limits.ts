/** What the door allows before it says no. Times in milliseconds, sizes in bytes. */
export interface DoorLimits {
  /** Open connections of all devices, and of one. */
  readonly connections: number;
  readonly connectionsOfOne: number;
  /** Requests that one device may make at once, and how many more each second. */
  readonly burst: number;
  readonly perSecond: number;
  /** From the opening of a connection, or its last answer, until the head of the next request is complete. */
  readonly headMs: number;
  /** A body has to go on by `bodyBytes` at least in each such time. */
  readonly bodyMs: number;
  readonly bodyBytes: number;
  /** An answer that nobody reads is given up after so long: a paused film asks again when it goes on. */
  readonly unreadMs: number;
  /** How often connections are looked at. */
  readonly watchMs: number;
  /** When the door opens to others, or is closed to them, this computer's own browser has so long for its answers. */
  readonly lastAnswersMs: number;
}

/**
 * Two hundred phones with six connections each fit, and a gallery of thousands of thumbnails passes without a pause;
 * a program that hammers costs a small part of one processor.
 */
export const DOOR_LIMITS: DoorLimits = {
  connections: 2048,
  connectionsOfOne: 512,
  burst: 3000,
  perSecond: 300,
  headMs: 20_000,
  bodyMs: 60_000,
  bodyBytes: 4096,
  unreadMs: 10 * 60_000,
  watchMs: 1000,
  lastAnswersMs: 2000,
};

/** Bodies of requests that are no files: calls, forms. */
export const SMALL_BODY = 1024 * 1024;
/** Request line and headers together; a presigned address takes about 1 KiB of it. */
export const LARGEST_HEAD = 16 * 1024;
/** Headers of one request; browsers send about twenty. */
export const MOST_HEADERS = 64;
