/** The key of the small picture that lies beside the object with this key, and goes with it. */
export function thumbnailKey(key: string): string {
  return `${key}.t`;
}
