import { z } from 'zod';

const folder = z.object({ folder: z.string() });
const bytes = z.int().nonnegative();

/**
 * Every failure that a person can meet, with the details that its sentence needs.
 * The page turns each code into a sentence and a next step, in each language; a code without either fails the check.
 */
export const errors = {
  // The call itself
  INVALID_INPUT: { data: z.object({ fields: z.array(z.string()) }) },
  INTERNAL: {},
  NOT_ALLOWED: {},
  NOT_SIGNED_IN: {},
  NOT_FOUND: {},
  /** More is asked than the cloud can answer now. */
  TOO_BUSY: {},
  SETUP_ALREADY_DONE: {},
  SETUP_INCOMPLETE: {},

  // Accounts
  WRONG_CREDENTIALS: { data: z.object({ attemptsBeforeWait: z.int().nonnegative() }) },
  TOO_MANY_ATTEMPTS: { data: z.object({ retryAfterSeconds: z.int().positive() }) },
  ACCOUNT_DISABLED: {},
  WRONG_PASSWORD: {},
  WRONG_RECOVERY_CODE: {},
  PASSWORD_TOO_SHORT: { data: z.object({ minimum: z.int() }) },
  PASSWORD_TOO_LONG: { data: z.object({ maximumBytes: z.int() }) },
  PASSWORD_TOO_WEAK: {},
  PASSWORD_CHANGE_REQUIRED: {},
  USER_NAME_TAKEN: { data: z.object({ userName: z.string() }) },
  OWNER_IS_PROTECTED: {},
  HAS_FILES: { data: z.object({ name: z.string() }) },

  // Files and folders
  NAME_INVALID: { data: z.object({ name: z.string() }) },
  NAME_TOO_LONG: { data: z.object({ name: z.string(), maximum: z.int() }) },
  NAME_TAKEN: { data: z.object({ name: z.string() }) },
  FOLDER_GONE: {},
  FOLDER_INTO_ITSELF: { data: z.object({ name: z.string() }) },
  NOTHING_TO_UNDO: {},
  /** What was changed has been changed again since. */
  UNDO_OUTDATED: { data: z.object({ name: z.string() }) },
  QUOTA_EXCEEDED: { data: z.object({ needed: bytes, free: bytes }) },
  /** The account of somebody else, whose folder it should go to. */
  OTHERS_QUOTA_EXCEEDED: { data: z.object({ owner: z.string(), needed: bytes, free: bytes }) },
  CLOUD_FULL: { data: z.object({ needed: bytes, free: bytes }) },
  /** What should be moved between drives is not any more as it was when that began. */
  CHANGED_MEANWHILE: { data: z.object({ name: z.string() }) },

  // Transfers: the person's own disk
  SOURCE_MISSING: { data: z.object({ path: z.string() }) },
  SOURCE_UNREADABLE: { data: z.object({ path: z.string() }) },
  SOURCE_CHANGED: { data: z.object({ path: z.string() }) },
  TARGET_NOT_WRITABLE: { data: z.object({ path: z.string() }) },
  TARGET_FULL: { data: z.object({ needed: bytes, free: bytes }) },
  CONTENT_DAMAGED: { data: z.object({ name: z.string() }) },
  GRANT_EXPIRED: {},

  // The server: finding and downloading it
  SERVER_NOT_FOUND: {},
  SERVER_UNREACHABLE_SOURCES: {
    data: z.object({ tried: z.array(z.object({ source: z.string(), reason: z.string() })) }),
  },
  SERVER_DAMAGED: { data: z.object({ path: z.string() }) },
  SERVER_NOT_EXECUTABLE: { data: z.object({ path: z.string() }) },
  DOWNLOAD_DISK_FULL: { data: z.object({ needed: bytes, free: bytes }) },
  PLATFORM_UNSUPPORTED: { data: z.object({ platform: z.string() }) },

  // The server: running it
  SERVER_START_TIMEOUT: { data: z.object({ seconds: z.number() }) },
  SERVER_EXITED: { data: z.object({ exitCode: z.int().nullable(), message: z.string() }) },
  SERVER_CRASH_LOOP: { data: z.object({ failures: z.int(), message: z.string() }) },
  SERVER_HUNG: {},
  SERVER_NOT_RUNNING: {},
  NO_FREE_PORT: {},
  SECRETS_UNREADABLE: {},

  // The data folder
  DATA_FOLDER_MISSING: { data: folder },
  DATA_FOLDER_NOT_WRITABLE: { data: folder },
  DATA_FOLDER_IS_FILE: { data: folder },
  DATA_FOLDER_NOT_EMPTY: { data: folder },
  DATA_FOLDER_OTHER_CLOUD: { data: folder },
  DATA_FOLDER_NEWER_VERSION: { data: folder },
  DATA_FOLDER_MARKER_DAMAGED: { data: folder },
  DATA_FOLDER_LOST_MARKER: { data: folder },
  DATA_FOLDER_IN_USE: { data: folder },
  DISK_FULL: { data: z.object({ folder: z.string(), free: bytes }) },

  // An S3 server that somebody else runs
  ENDPOINT_INVALID: { data: z.object({ endpoint: z.string() }) },
  ENDPOINT_UNREACHABLE: { data: z.object({ endpoint: z.string() }) },
  ENDPOINT_CREDENTIALS_REFUSED: { data: z.object({ endpoint: z.string() }) },
  ENDPOINT_NO_PERMISSION: { data: z.object({ endpoint: z.string(), operation: z.string() }) },
  ENDPOINT_NOT_S3: { data: z.object({ endpoint: z.string() }) },
  ENDPOINT_CLOCK_SKEW: { data: z.object({ endpoint: z.string() }) },
  BUCKET_OTHER_CLOUD: { data: z.object({ endpoint: z.string(), bucket: z.string() }) },
  /** Nothing of the cloud is where all of it should be. */
  BUCKET_EMPTY: { data: z.object({ endpoint: z.string(), bucket: z.string() }) },
  /** Another computer keeps its cloud there at this moment. */
  BUCKET_IN_USE: { data: z.object({ endpoint: z.string(), bucket: z.string(), computer: z.string() }) },
  BUCKET_NEWER_VERSION: { data: z.object({ endpoint: z.string(), bucket: z.string() }) },

  // The door on the local network
  DOOR_PORT_TAKEN: { data: z.object({ port: z.int() }) },
  /** The door is closed, or this computer is in no network. */
  NO_NETWORK: {},

  // Sharing and browsers
  READ_ONLY: { data: z.object({ name: z.string() }) },
  REVIVE_TOO_LATE: {},
  UPLOAD_GONE: {},
  UPLOAD_INCOMPLETE: {},
  FILE_TOO_LARGE: { data: z.object({ name: z.string(), largest: bytes }) },
  /** A request takes no more files, or not so many bytes more. */
  REQUEST_FULL: {},

  // Our own database
  DATABASE_DAMAGED: {},
  DATABASE_NEWER_VERSION: {},
  /** Another process runs the cloud of this home. */
  CLOUD_IN_USE: {},
} as const satisfies Record<string, { data?: z.ZodType }>;

/** A code of the closed list. */
export type ErrorCode = keyof typeof errors;

/** The details that belong to a code; `undefined` for codes that need none. */
export type ErrorData<C extends ErrorCode> = (typeof errors)[C] extends { data: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** A failure as plain data, for states and streams that carry one. */
export const failureSchema = z.object({ code: z.string(), data: z.unknown().optional() });

/** A failure as plain data: what {@link failureSchema} holds, with its code narrowed. */
export interface Failure {
  readonly code: ErrorCode;
  readonly data?: unknown;
}
