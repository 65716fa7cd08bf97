export const errors = {
  /** Stands in where the details may not be shown: “The folder of your cloud …”. */
  ownFolder: 'of your cloud',
  ownServer: 'you chose',

  INVALID_INPUT: {
    title: 'Something is not filled in right',
    message: 'Check what you typed and try again.',
  },
  INTERNAL: {
    title: 'Something went wrong',
    message:
      'That should not have happened. Nothing was lost. Try again; if it happens again, the log tells why.',
  },
  NOT_ALLOWED: {
    title: 'You are not allowed to do this',
    message: 'Ask whoever looks after this cloud to do it, or to give you the right.',
  },
  NOT_SIGNED_IN: {
    title: 'You are signed out',
    message: 'Sign in again to continue.',
  },
  NOT_FOUND: {
    title: 'It is no longer there',
    message: 'Somebody may have moved or removed it. The list has been brought up to date.',
  },
  TOO_BUSY: {
    title: 'Your cloud is very busy',
    message: 'Too much is being asked of it at once. Try again in a moment.',
  },
  SETUP_ALREADY_DONE: {
    title: 'This cloud is already set up',
    message: 'Sign in with the account that was made then.',
  },
  SETUP_INCOMPLETE: {
    title: 'The first set-up is not finished',
    message: 'Answer the questions that are left, then your cloud can start.',
  },

  WRONG_CREDENTIALS: {
    title: 'User name or password is wrong',
    message_one: 'Check both. After one more wrong password you will have to wait a while.',
    message_other: 'Check both and try again.',
  },
  TOO_MANY_ATTEMPTS: {
    title: 'Too many attempts',
    message: 'Please wait. You can try again in {{time}}.',
  },
  ACCOUNT_DISABLED: {
    title: 'This account is switched off',
    message: 'Ask whoever looks after this cloud to switch it on again.',
  },
  WRONG_PASSWORD: {
    title: 'The password is wrong',
    message: 'Type the password that you use at the moment.',
  },
  WRONG_RECOVERY_CODE: {
    title: 'The recovery code does not fit',
    message: 'Check the user name and every letter of the code. Only the newest code works.',
  },
  PASSWORD_TOO_SHORT: {
    title: 'The password is too short',
    message: 'Use at least {{minimum, number}} characters.',
  },
  PASSWORD_TOO_LONG: {
    title: 'The password is too long',
    message: 'Use a shorter one, of at most {{maximumBytes, number}} plain letters.',
  },
  PASSWORD_TOO_WEAK: {
    title: 'The password is too easy to guess',
    message: 'Use a longer one, for example four words that nobody would put together.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    title: 'Choose a password of your own',
    message: 'Your password was set by somebody else. Choose a new one to continue.',
  },
  USER_NAME_TAKEN: {
    title: 'This user name is taken',
    message: 'Somebody already signs in as {{userName}}. Choose another user name.',
  },
  OWNER_IS_PROTECTED: {
    title: 'Only the owner can do this',
    message: 'The owner’s account cannot be changed or removed by others.',
  },

  NAME_INVALID: {
    title: 'This name cannot be used',
    message: '“{{name}}” cannot be the name of a file or folder. Choose another name.',
  },
  NAME_TOO_LONG: {
    title: 'The name is too long',
    message: 'Use at most {{maximum, number}} characters for “{{name}}”.',
  },
  NAME_TAKEN: {
    title: 'The name is taken',
    message: 'There is already something called “{{name}}” here. Choose another name.',
  },
  FOLDER_GONE: {
    title: 'This folder is no longer there',
    message: 'It was moved or deleted. Go back to your files and choose another folder.',
  },
  FOLDER_INTO_ITSELF: {
    title: 'A folder cannot go into itself',
    message:
      '“{{name}}” cannot be moved or copied into itself or into a folder inside it. Choose another place.',
  },
  NOTHING_TO_UNDO: {
    title: 'There is nothing to undo',
    message: 'Everything that can be taken back has been taken back.',
  },
  UNDO_OUTDATED: {
    title: 'This can no longer be undone',
    message: '“{{name}}” has been changed again since. Change it back by hand.',
  },
  QUOTA_EXCEEDED: {
    title: 'Your space is full',
    message:
      '{{needed}} are needed and you have {{free}} left. Empty the trash, delete something, or ask for more space.',
  },
  CLOUD_FULL: {
    title: 'The cloud is full',
    message:
      '{{needed}} are needed and the disk has {{free}} left. Make room on the disk of the cloud and try again.',
  },

  SOURCE_MISSING: {
    title: 'The file is no longer there',
    message: '{{path}} was moved, renamed or deleted. Put it back and try again.',
  },
  SOURCE_UNREADABLE: {
    title: 'The file cannot be read',
    message:
      'This computer does not let the app read {{path}}. Close it in other programs, check its permissions and try again.',
  },
  SOURCE_CHANGED: {
    title: 'The file changed meanwhile',
    message: '{{path}} was changed while it was being uploaded. Save it, then try again.',
  },
  TARGET_NOT_WRITABLE: {
    title: 'The folder for downloads cannot be written',
    message: 'Nothing can be saved in {{path}}. Choose another folder.',
  },
  TARGET_FULL: {
    title: 'The disk for downloads is full',
    message: '{{needed}} are needed and {{free}} are left. Make room or choose another folder.',
  },
  CONTENT_DAMAGED: {
    title: 'The file arrived damaged',
    message:
      '“{{name}}” does not match what was stored, so it was not kept. Try again; if it stays so, check the disk of the cloud.',
  },
  GRANT_EXPIRED: {
    title: 'The choice is too old',
    message: 'Choose the files or the folder again.',
  },

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
    message: 'The place {{folder}} is taken by a file. Choose a folder.',
  },
  DATA_FOLDER_NOT_EMPTY: {
    title: 'The folder is not empty',
    message:
      'The folder {{folder}} holds other files. Choose an empty or a new folder, so that nothing gets mixed up.',
  },
  DATA_FOLDER_OTHER_CLOUD: {
    title: 'The folder belongs to another cloud',
    message:
      'The folder {{folder}} holds the files of another cloud. They are left untouched. Choose another folder.',
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
    message:
      'The disk of the folder {{folder}} has {{free}} left, which is not enough. Make room and try again, or choose another folder.',
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

  DOOR_PORT_TAKEN: {
    title: 'Another program uses this port',
    message: 'Port {{port}} is taken. Choose another port, or close the program that uses it.',
  },
  NO_NETWORK: {
    title: 'No network',
    message:
      'This computer is in no network, or network access is off. Turn on network access or connect to Wi-Fi, then try again.',
  },
  WRONG_CODE: {
    title: 'This code is not right',
    message: 'Use the code that the terminal shows now. It changes at every start.',
  },
  READ_ONLY: {
    title: 'You may look, but not change',
    message: '“{{name}}” is shared with you for reading. Ask its owner to let you change it.',
  },
  REVIVE_TOO_LATE: {
    title: 'It is too late to bring this back',
    message: 'A revoked link can be revived within a day. Create a new one.',
  },
  UPLOAD_GONE: {
    title: 'This upload is over',
    message: 'It was cancelled, or nobody went on with it for a week. Choose the file again.',
  },
  UPLOAD_INCOMPLETE: {
    title: 'Something is still missing',
    message: 'Not all of the file has arrived. Try again; what is there is kept.',
  },
  FILE_TOO_LARGE: {
    title: 'This file is too large',
    message: '“{{name}}” is larger than the {{largest}} that are accepted here.',
  },
  REQUEST_FULL: {
    title: 'Nothing more fits',
    message:
      'Whoever asked for files has set how many they take, and that is reached. Ask them for more room.',
  },

  DATABASE_DAMAGED: {
    title: 'The records of your cloud are damaged',
    message:
      'Your files are still on the disk, but the list of them cannot be read. Do not delete anything. A copy is kept beside the records; the log says where.',
  },
  CLOUD_IN_USE: {
    title: 'This cloud is already running',
    message:
      'It was started elsewhere on this computer, perhaps without a window. Stop it there, then try again.',
  },
  DATABASE_NEWER_VERSION: {
    title: 'This cloud was used with a newer version',
    message: 'Update Mini Cloud Maker to the version that was used before. Your files are untouched.',
  },
};
