/** How many folders are offered again. */
const KEPT = 4;

const keyOf = (userId: string): string => `mcm.organise.recent.${userId}`;

/** Ids of the folders that a person put things into last, the newest first. */
export function recentPlaces(storage: Pick<Storage, 'getItem'>, userId: string): readonly string[] {
  return (storage.getItem(keyOf(userId)) ?? '').split(' ').filter((id) => id !== '');
}

/** Keeps a folder for the next time. The top is always at hand, so it is not kept. */
export function rememberPlace(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  userId: string,
  folderId: string | null,
): void {
  if (folderId === null) return;
  const others = recentPlaces(storage, userId).filter((id) => id !== folderId);
  storage.setItem(keyOf(userId), [folderId, ...others].slice(0, KEPT).join(' '));
}
