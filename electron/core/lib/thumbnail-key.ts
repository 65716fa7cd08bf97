/** The key of the small picture that lies beside the object with this key, and goes with it. */
export function thumbnailKey(key: string): string {
  return `${key}.t`;
}

/** The key of the large picture of an object that browsers cannot show; it is only where there is a small one too. */
export function largePictureKey(key: string): string {
  return `${key}.l`;
}
