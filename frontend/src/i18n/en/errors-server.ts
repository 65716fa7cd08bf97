/** Failures of the storage server, of the folder with its files, and of a server that somebody else runs. */
export const serverErrors = {
  SERVER_NOT_FOUND: {
    title: 'The storage program is missing',
    message:
      'It is not on this computer and could not be downloaded. Connect to the internet and try again, or choose another source.',
  },
  SERVER_UNREACHABLE_SOURCES: {
    title: 'The storage program could not be downloaded',
    message:
      'None of the places that offer it could be reached ({{tried}}). Check the internet connection and try again, or choose a program that is already on this computer.',
  },
  SERVER_DAMAGED: {
    title: 'The storage program is damaged',
    message:
      '{{path}} is not what was published, so it is not run. Try again to fetch it anew, or choose another source.',
  },
  SERVER_NOT_EXECUTABLE: {
    title: 'The storage program cannot be run',
    message:
      'This computer refuses to run {{path}}. Security software may be blocking it. Allow it, or choose another source.',
  },
  DOWNLOAD_DISK_FULL: {
    title: 'There is no room for the download',
    message: '{{needed}} are needed and {{free}} are left on this disk. Make room and try again.',
  },
  PLATFORM_UNSUPPORTED: {
    title: 'No storage program for this computer',
    message:
      'There is none for this kind of computer ({{platform}}). You can use a storage server that already runs elsewhere: choose another source.',
  },

  SERVER_START_TIMEOUT: {
    title: 'Your cloud took too long to start',
    message: 'It was not ready after {{seconds, number}} seconds. The computer may be very busy. Try again.',
  },
  SERVER_EXITED: {
    title: 'Your cloud stopped by itself',
    message: 'The storage program ended. Try again; the log tells more.',
  },
  SERVER_CRASH_LOOP: {
    title: 'Your cloud keeps stopping',
    message:
      'The storage program ended {{failures, number}} times in a row, so it is left alone for now. Your files are safe. Look at the log, then try again.',
  },
  SERVER_HUNG: {
    title: 'Your cloud stopped answering',
    message: 'The storage program hangs and is being started again.',
  },
  SERVER_NOT_RUNNING: {
    title: 'Your cloud is not running',
    message: 'Start it, then try again.',
  },
  NO_FREE_PORT: {
    title: 'No free connection on this computer',
    message: 'Other programs use all of them. Close some programs, or restart the computer, and try again.',
  },
  SECRETS_UNREADABLE: {
    title: 'The stored keys cannot be read',
    message:
      'The keychain of this computer does not give them out. Unlock it, or enter the access keys again, then try again.',
  },

  DATA_FOLDER_MISSING: {
    title: 'The folder with your files is missing',
    message:
      'The folder {{folder}} cannot be found. Connect its drive and try again, or say where the folder is now.',
  },
  DATA_FOLDER_NOT_WRITABLE: {
    title: 'Nothing can be saved in the folder',
    message:
      'The folder {{folder}} is read-only for this app. Allow writing and try again, or choose another folder.',
  },
  DATA_FOLDER_IS_FILE: {
    title: 'That is a file, not a folder',
    message: 'The place {{folder}} is taken by a file. Move the file away and try again, or choose a folder.',
  },
  DATA_FOLDER_NOT_EMPTY: {
    title: 'The folder is not empty',
    message:
      'The folder {{folder}} holds other files. Choose an empty or a new folder, so that nothing gets mixed up.',
  },
  DATA_FOLDER_OTHER_CLOUD: {
    title: 'The folder belongs to another cloud',
    message:
      'The folder {{folder}} holds the files of another cloud. They are left untouched. Connect the right drive and try again, or choose another folder.',
  },
  DATA_FOLDER_NEWER_VERSION: {
    title: 'The folder is from a newer version',
    message:
      'The folder {{folder}} was written by a newer version of Mini Cloud Maker. Update the app, then try again.',
  },
  DATA_FOLDER_MARKER_DAMAGED: {
    title: 'The folder cannot be recognised',
    message:
      'The note that says whose cloud the folder {{folder}} is cannot be read. Check the disk, or choose another folder.',
  },
  DATA_FOLDER_LOST_MARKER: {
    title: 'The folder does not look like yours any more',
    message:
      'The folder {{folder}} is there, but without what your cloud keeps in it. The drive may not be connected, or something was deleted. Check it and try again, or say where the folder is now.',
  },
  DATA_FOLDER_IN_USE: {
    title: 'The folder is in use',
    message: 'Another program already works with the folder {{folder}}. Close it and try again.',
  },
  DISK_FULL: {
    title: 'The disk is full',
    message: 'The disk of the folder {{folder}} has no room left. Make room on it, then try again.',
  },

  ENDPOINT_INVALID: {
    title: 'This is not an address',
    message: '{{endpoint}} cannot be used. An address looks like http://192.168.0.10:9000.',
  },
  ENDPOINT_UNREACHABLE: {
    title: 'The storage server does not answer',
    message:
      'Nothing answers at the server {{endpoint}}. Check that it runs, and the address, then try again.',
  },
  ENDPOINT_CREDENTIALS_REFUSED: {
    title: 'The storage server refuses the keys',
    message: 'The server {{endpoint}} does not accept the access key or the secret key. Check both.',
  },
  ENDPOINT_NO_PERMISSION: {
    title: 'The keys may not do enough',
    message:
      'The server {{endpoint}} accepts the keys, but they may not do this: {{operation}}. Use keys that may read, write and delete.',
  },
  ENDPOINT_NOT_S3: {
    title: 'That is not a storage server',
    message: 'Something answers at the server {{endpoint}}, but it does not speak S3. Check the address.',
  },
  ENDPOINT_CLOCK_SKEW: {
    title: 'The clocks do not agree',
    message:
      'This computer and the server {{endpoint}} show different times. Set both clocks right and try again.',
  },
  BUCKET_OTHER_CLOUD: {
    title: 'This place belongs to another cloud',
    message:
      '“{{bucket}}” on the server {{endpoint}} belongs to another cloud, or to yours on another computer that it was restored on. Nothing in it is touched. Restore that cloud here, or choose another bucket.',
  },
  BUCKET_IN_USE: {
    title: 'Another computer uses this cloud',
    message:
      '“{{bucket}}” on the server {{endpoint}} is in use on the computer “{{computer}}”. Close the app there, then try again. If that computer is gone, wait five minutes first.',
  },
  BUCKET_NEWER_VERSION: {
    title: 'This cloud is from a newer version',
    message:
      '“{{bucket}}” on the server {{endpoint}} was written by a newer version of Mini Cloud Maker. Update the app, then try again.',
  },
  BUCKET_EMPTY: {
    title: 'Your files are not in this place',
    message:
      '“{{bucket}}” on the server {{endpoint}} holds nothing of your cloud. Bring its files back there and try again, or enter the right address and bucket.',
  },
};
