import { fileType } from '../../contract/drive.ts';
import type { DuplicateGroup } from '../../contract/space.ts';
import type { SpaceDeps } from './space.ts';
import { equalContentsQuery, equalSizesQuery, sameContentQuery } from './space.table.ts';

/** Sizes looked into at once. */
const SIZES = 300;
/** Rounds after which the search ends with what it has; sizes with more to waste come first. */
const ROUNDS = 20;
/** Files told of one content. */
const FILES_MAXIMUM = 100;
/** Files read of all contents together. */
const ROWS_MAXIMUM = 5000;

interface Content {
  readonly size: number;
  readonly etag: string;
  readonly potential: number;
}

/**
 * A person's files with the same content, the most wasteful first. Same content: same size, and the same checksum by
 * the store. Sizes that occur once need no look at any checksum.
 */
export async function findDuplicates(
  deps: SpaceDeps,
  userId: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<DuplicateGroup[]> {
  const { db, aside, places } = deps;
  const contents = await wastefulContents(deps, userId, limit * 2, signal);
  if (contents.length === 0) return [];
  const rows = await aside.all(
    sameContentQuery(db, userId, fileType.options, contents, ROWS_MAXIMUM),
    signal,
  );
  const live = new Map(
    (
      await places.placed(
        userId,
        rows.map(({ id }) => id),
      )
    ).map((node) => [node.id, node]),
  );
  return contents
    .map(({ size, etag }) => {
      const same = rows.filter((row) => row.size === size && row.etag === etag && live.has(row.id));
      const objects = new Set(same.map((row) => row.object_id)).size;
      return {
        sizeBytes: size,
        wastedBytes: Math.max(0, objects - 1) * size,
        items: same.slice(0, FILES_MAXIMUM).flatMap(({ id }) => live.get(id) ?? []),
      };
    })
    .filter(({ wastedBytes }) => wastedBytes > 0)
    .toSorted((one, other) => other.wastedBytes - one.wastedBytes)
    .slice(0, limit);
}

/** Contents that are stored more than once, trashed folders counted in. */
async function wastefulContents(
  { db, aside }: SpaceDeps,
  userId: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Content[]> {
  let found: Content[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = { limit: SIZES, offset: round * SIZES };
    const sizes = await aside.all(equalSizesQuery(db, userId, page), signal);
    if (sizes.length === 0) break;
    const rows = await aside.all(
      equalContentsQuery(
        db,
        userId,
        fileType.options,
        sizes.map(({ size }) => size),
        limit,
      ),
      signal,
    );
    const more = rows.map(({ size, etag, objects }) => ({
      size,
      etag: etag ?? '',
      potential: (objects - 1) * size,
    }));
    found = [...found, ...more].toSorted((one, other) => other.potential - one.potential).slice(0, limit);
    // No later size can waste more than the last of this page might.
    const least = found[limit - 1]?.potential;
    if (sizes.length < SIZES || (least !== undefined && least >= (sizes.at(-1)?.potential ?? 0))) break;
  }
  return found;
}
