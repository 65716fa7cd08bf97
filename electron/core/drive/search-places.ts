import type { FoundNode } from '../../contract/find.ts';
import type { PlacedNode } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';
import { grouped } from '../lib/grouped.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { Entrance } from '../sharing/reach.ts';
import { pathFrom, type Elsewhere } from './elsewhere.ts';
import { liveFolder } from './folders.ts';

/** A drive to search, or what its owner shares of it. */
export interface SearchPlace {
  readonly ownerId: string;
  /** Who shares it; null for one's own. */
  readonly owner: FoundNode['owner'];
  /** The folders to look in and below; null is the whole drive. */
  readonly scopes: ReadonlySet<string> | null;
  /** Whether these folders may be found themselves. */
  readonly themselves: boolean;
  /** The outermost shared folders, with which paths begin. */
  readonly entrances: ReadonlySet<string>;
}

interface Asked {
  readonly folderId: string | null;
  readonly owner: string;
  readonly tags: readonly unknown[];
}

/**
 * Where to look for what is asked, as the person may at this moment: their own drive first, then those of others in an
 * order that stays. Throws FOLDER_GONE.
 */
export async function placesOf(
  db: Db,
  elsewhere: Elsewhere,
  userId: string,
  { folderId, owner, tags }: Asked,
): Promise<SearchPlace[]> {
  const isAsked = (place: SearchPlace) =>
    place.owner === null
      ? owner === 'anyone' || owner === 'mine' || owner === userId
      : // The tags of others are theirs: who looks by them would learn what they marked.
        tags.length === 0 && (owner === 'anyone' || owner === place.ownerId);

  if (folderId === null) {
    const sharing = owner === 'mine' || tags.length > 0 ? [] : await elsewhere.entrances(userId);
    const theirs = [...grouped(sharing, ({ ownerId }) => ownerId).values()].flatMap((entrances) => {
      const [first] = entrances;
      const folders = new Set(entrances.map((entrance) => entrance.folderId));
      return first === undefined ? [] : [sharedPlace(first, folders, null)];
    });
    return [ownPlace(userId, null), ...theirs].filter(isAsked);
  }
  const entrance = await elsewhere.entrance(userId, folderId);
  const scopes = new Set([await liveFolder(db, entrance?.ownerId ?? userId, folderId)]);
  const place =
    entrance === null
      ? ownPlace(userId, scopes)
      : sharedPlace(entrance, new Set([entrance.folderId]), scopes);
  return [place].filter(isAsked);
}

function ownPlace(ownerId: string, scopes: ReadonlySet<string> | null): SearchPlace {
  return { ownerId, owner: null, scopes, themselves: false, entrances: new Set() };
}

/** What somebody shares by these folders, or only what is in some folders of that. */
function sharedPlace(
  { ownerId, ownerName }: Entrance,
  entrances: ReadonlySet<string>,
  scopes: ReadonlySet<string> | null,
): SearchPlace {
  const owner = { id: ownerId, name: ownerName };
  return { ownerId, owner, scopes: scopes ?? entrances, themselves: scopes === null, entrances };
}

/** What was found, as the person may see it; nothing where it is not within what is shared, however it was found. */
export function asFound({ owner, entrances }: SearchPlace, node: PlacedNode): FoundNode[] {
  if (owner === null) return [{ ...node, owner }];
  const entrance = node.path.find(({ id }) => entrances.has(id))?.id;
  if (entrance === undefined && !entrances.has(node.id)) return [];
  return [{ ...unmarked(node), path: entrance === undefined ? [] : pathFrom(node.path, entrance), owner }];
}
