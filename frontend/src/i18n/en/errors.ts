import { serverErrors } from './errors-server.ts';

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
    message_zero: 'Check both. Before the next try you have to wait a little.',
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
  HAS_FILES: {
    title: 'There are files by now',
    message: '{{name}} has stored something meanwhile. Say what should become of it.',
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
    message:
      'It was moved or deleted, or is not shared with you any more. Go back to your files and choose another folder.',
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
  OTHERS_QUOTA_EXCEEDED: {
    title: 'No room in the account of the folder’s owner',
    message:
      'What lies in this folder counts on {{owner}}’s account: {{needed}} are needed and {{free}} are left there. Nothing was copied or moved.',
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

  ...serverErrors,

  DOOR_PORT_TAKEN: {
    title: 'Another program uses this port',
    message: 'Port {{port}} is taken. Choose another port, or close the program that uses it.',
  },
  NO_NETWORK: {
    title: 'No network',
    message:
      'This computer is in no network, or network access is off. Turn on network access or connect to Wi-Fi, then try again.',
  },
  CHANGED_MEANWHILE: {
    title: 'It was changed meanwhile',
    message:
      'Something in “{{name}}” changed while it was on its way, so it was left where it is and nothing was lost. Try again when nobody is working on it.',
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
