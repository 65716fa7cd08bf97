export const network = {
  title: 'Network access',
  copyAddress: 'Copy address',
  copyFailed: 'It could not be copied. Select the text and copy it by hand.',
  qr: {
    show: 'Show QR code',
    label: 'QR code of {{address}}',
    text: 'Point the camera of a phone at it. The phone has to be in the same network as this computer.',
  },
} as const;
