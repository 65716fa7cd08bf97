export const browser = {
  notCopied: 'It could not be copied. Select it and copy it by hand.',

  chooseAgain: 'Broke off. Choose the file again to go on',
  otherFile: 'That is not “{{name}}” as it was. Choose the same file.',
  unreadable_one: '{{count, number}} dropped item could not be read',
  unreadable_other: '{{count, number}} dropped items could not be read',

  add: 'Upload',
  addTitle: 'Upload to {{folder}}',
  takePhoto: 'Take a photo',
  takeVideo: 'Record a video',
  gallery: 'Photos and videos',
  anyFiles: 'Files',
  wholeFolder: 'Folder',

  reconnecting: 'Your cloud does not answer at the moment. Trying again…',

  emptyText: 'Add photos, videos and files of this device. They are kept on the computer of your cloud.',

  menu: 'Menu',
  closeMenu: 'Close the menu',

  devices: {
    part: 'Devices',
    title: 'Where you are signed in',
    text: 'Sign out devices that you no longer use or do not know.',
    here: 'This device',
    desktop: 'The app on the cloud’s own computer',
    unknown: 'A browser',
    used: 'Last used {{when}}',
    from: 'from {{address}}',
    end: 'Sign out',
    endLabel: 'Sign out {{device}}',
    ended: '{{device}} is signed out',
    endOthers: 'Sign out all others',
    endOthersTitle: 'Sign out all other devices?',
    endOthersText: 'You stay signed in here. Everywhere else the password is asked again.',
    endedOthers_one: '{{count, number}} device is signed out',
    endedOthers_other: '{{count, number}} devices are signed out',
    onlyHere: 'You are signed in on this device only.',
  },
  install: {
    title: 'Like an app on this device',
    text: 'Open the menu of your browser and choose “Add to Home screen” or “Install”. The cloud then opens from its own icon.',
  },
} as const;
