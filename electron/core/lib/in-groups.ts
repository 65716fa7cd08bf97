/** Ids asked for in one statement, so that none takes long and the limit on parameters is never met. */
export const IDS_AT_ONCE = 500;

/** Cuts a long list into groups for one statement each. */
export function inGroups<T>(list: readonly T[], size = IDS_AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
