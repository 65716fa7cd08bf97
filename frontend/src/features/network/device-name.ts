/** What a device is called in a sentence; those that say nothing of themselves are just devices. */
export function deviceName(device: string | undefined, otherwise: string): string {
  return device === undefined || device === '?' || device === '' ? otherwise : device;
}
