import type { ErrorCode } from '../../../electron/contract/errors.ts';

/**
 * What may help against a failure. Whoever shows the failure hands in those that are possible where it is shown.
 * `chooseFolder` takes another folder, `findFolder` says where the same folder is now,
 * `showFolder` opens the file manager where it lies.
 */
export type FailureAction =
  | 'retry'
  | 'start'
  | 'chooseFolder'
  | 'findFolder'
  | 'chooseSource'
  | 'changeServer'
  | 'seeSpace'
  | 'openTrash'
  | 'showFolder'
  | 'showLog';

/** The ways out of each failure, the most likely to help first. */
export const failureActions: Record<ErrorCode, readonly FailureAction[]> = {
  INVALID_INPUT: [],
  INTERNAL: ['retry', 'showLog'],
  NOT_ALLOWED: [],
  NOT_SIGNED_IN: [],
  NOT_FOUND: [],
  TOO_BUSY: ['retry'],
  SETUP_ALREADY_DONE: [],
  SETUP_INCOMPLETE: [],

  WRONG_CREDENTIALS: [],
  TOO_MANY_ATTEMPTS: [],
  ACCOUNT_DISABLED: [],
  WRONG_PASSWORD: [],
  WRONG_RECOVERY_CODE: [],
  PASSWORD_TOO_SHORT: [],
  PASSWORD_TOO_LONG: [],
  PASSWORD_TOO_WEAK: [],
  PASSWORD_CHANGE_REQUIRED: [],
  USER_NAME_TAKEN: [],
  OWNER_IS_PROTECTED: [],
  HAS_FILES: [],

  NAME_INVALID: [],
  NAME_TOO_LONG: [],
  NAME_TAKEN: [],
  FOLDER_GONE: [],
  FOLDER_INTO_ITSELF: [],
  NOTHING_TO_UNDO: [],
  UNDO_OUTDATED: [],
  QUOTA_EXCEEDED: ['retry'],
  OTHERS_QUOTA_EXCEEDED: ['retry'],
  CLOUD_FULL: ['retry'],

  SOURCE_MISSING: ['retry'],
  SOURCE_UNREADABLE: ['retry'],
  SOURCE_CHANGED: ['retry'],
  TARGET_NOT_WRITABLE: ['chooseFolder', 'retry'],
  TARGET_FULL: ['retry', 'chooseFolder'],
  CONTENT_DAMAGED: ['retry', 'showLog'],
  GRANT_EXPIRED: [],

  SERVER_NOT_FOUND: ['retry', 'chooseSource', 'showLog'],
  SERVER_UNREACHABLE_SOURCES: ['retry', 'chooseSource', 'showLog'],
  SERVER_DAMAGED: ['retry', 'chooseSource', 'showLog'],
  SERVER_NOT_EXECUTABLE: ['retry', 'chooseSource', 'showLog'],
  DOWNLOAD_DISK_FULL: ['retry', 'chooseSource'],
  PLATFORM_UNSUPPORTED: ['chooseSource'],

  SERVER_START_TIMEOUT: ['retry', 'chooseSource', 'showLog'],
  SERVER_EXITED: ['retry', 'chooseSource', 'showLog'],
  SERVER_CRASH_LOOP: ['retry', 'chooseSource', 'showLog'],
  SERVER_HUNG: ['retry', 'showLog'],
  SERVER_NOT_RUNNING: ['start'],
  NO_FREE_PORT: ['retry', 'showLog'],
  SECRETS_UNREADABLE: ['retry', 'changeServer', 'showLog'],

  DATA_FOLDER_MISSING: ['retry', 'findFolder', 'chooseFolder'],
  DATA_FOLDER_NOT_WRITABLE: ['retry', 'findFolder', 'chooseFolder'],
  DATA_FOLDER_IS_FILE: ['findFolder', 'chooseFolder', 'retry'],
  DATA_FOLDER_NOT_EMPTY: ['findFolder', 'chooseFolder'],
  DATA_FOLDER_OTHER_CLOUD: ['retry', 'findFolder', 'chooseFolder'],
  DATA_FOLDER_NEWER_VERSION: ['retry', 'chooseFolder'],
  DATA_FOLDER_MARKER_DAMAGED: ['retry', 'findFolder', 'chooseFolder', 'showLog'],
  DATA_FOLDER_LOST_MARKER: ['retry', 'findFolder', 'chooseFolder'],
  DATA_FOLDER_IN_USE: ['retry', 'chooseFolder', 'showLog'],
  DISK_FULL: ['retry', 'chooseFolder', 'seeSpace', 'openTrash', 'showFolder'],

  ENDPOINT_INVALID: ['changeServer'],
  ENDPOINT_UNREACHABLE: ['retry', 'changeServer'],
  ENDPOINT_CREDENTIALS_REFUSED: ['changeServer', 'retry'],
  ENDPOINT_NO_PERMISSION: ['retry', 'changeServer'],
  ENDPOINT_NOT_S3: ['changeServer', 'retry'],
  ENDPOINT_CLOCK_SKEW: ['retry', 'changeServer'],
  BUCKET_OTHER_CLOUD: ['changeServer', 'retry'],
  BUCKET_EMPTY: ['retry', 'changeServer'],
  BUCKET_IN_USE: ['retry', 'changeServer'],
  BUCKET_NEWER_VERSION: ['retry', 'changeServer'],

  DOOR_PORT_TAKEN: [],
  NO_NETWORK: ['retry'],
  CHANGED_MEANWHILE: ['retry'],
  READ_ONLY: [],
  REVIVE_TOO_LATE: [],
  UPLOAD_GONE: [],
  UPLOAD_INCOMPLETE: ['retry'],
  FILE_TOO_LARGE: [],
  REQUEST_FULL: [],

  DATABASE_DAMAGED: ['showLog'],
  CLOUD_IN_USE: ['retry'],
  DATABASE_NEWER_VERSION: [],
};
