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
  readonly owner: { readonly id: string; readonly name: string } | null;
  /** The folders to look in and below; null is the whole drive. */
  readonly scopes: ReadonlySet<string> | null;
  /** Whether these folders may be found themselves. */
  readonly themselves: boolean;
  /** The outermost shared folders, with which paths begin. */
  readonly entrances: ReadonlySet<string>;
  /** The folders that are shared to change what is in them. */
  readonly writable: ReadonlySet<string>;
  /** Whether only what may be changed is looked for. */
  readonly toChange: boolean;
}

interface Asked {
  readonly folderId: string | null;
  readonly owner: string;
  readonly tags: readonly unknown[];
  readonly writable: boolean;
}

/**
 * Where to look for what is asked, as the person may at this moment: their own drive first, then those of others in an
 * order that stays. Throws FOLDER_GONE.
 */
export async function placesOf(
  db: Db,
  elsewhere: Elsewhere,
  userId: string,
  { folderId, owner, tags, writable }: Asked,
): Promise<SearchPlace[]> {
  const isAsked = (place: SearchPlace) =>
    place.owner === null
      ? owner === 'anyone' || owner === 'mine' || owner === userId
      : // The tags of others are theirs: who looks by them would learn what they marked.
        tags.length === 0 && (owner === 'anyone' || owner === place.ownerId);

  if (folderId === null) {
    const theirs = owner === 'mine' || tags.length > 0 ? [] : await sharedPlaces(elsewhere, userId);
    return [
      ownPlace(userId, null),
      ...theirs.flatMap((place) => (writable ? toChange(place) : place)),
    ].filter(isAsked);
  }
  const entrance = await elsewhere.entrance(userId, folderId);
  const scopes = new Set([await liveFolder(db, entrance?.ownerId ?? userId, folderId)]);
  const place =
    entrance === null
      ? ownPlace(userId, scopes)
      : sharedPlace(entrance, new Set([entrance.folderId]), scopes);
  return (writable && entrance !== null ? toChange(place) : [place]).filter(isAsked);
}

/** All that others share with a person at this moment, an owner at a time. */
export async function sharedPlaces(elsewhere: Elsewhere, userId: string): Promise<SearchPlace[]> {
  const sharing = grouped(await elsewhere.entrances(userId), ({ ownerId }) => ownerId);
  return [...sharing.values()].flatMap((entrances) => {
    const [first] = entrances;
    const folders = new Set(entrances.map((entrance) => entrance.folderId));
    return first === undefined ? [] : [sharedPlace(first, folders, null)];
  });
}

function ownPlace(ownerId: string, scopes: ReadonlySet<string> | null): SearchPlace {
  const none = new Set<string>();
  return {
    ownerId,
    owner: null,
    scopes,
    themselves: false,
    entrances: none,
    writable: none,
    toChange: false,
  };
}

/** What somebody shares by these folders, or only what is in some folders of that. */
function sharedPlace(
  { ownerId, ownerName, writable }: Entrance,
  entrances: ReadonlySet<string>,
  scopes: ReadonlySet<string> | null,
): SearchPlace {
  const owner = { id: ownerId, name: ownerName };
  const themselves = scopes === null;
  return { ownerId, owner, scopes: scopes ?? entrances, themselves, entrances, writable, toChange: false };
}

/** What of a place of somebody else may be changed; nothing where that is none of it. */
function toChange(place: SearchPlace): SearchPlace[] {
  if (place.writable.size === 0) return [];
  return [{ ...place, scopes: place.themselves ? place.writable : place.scopes, toChange: true }];
}

/** What was found, as the person may see it; nothing where it is not within what is shared, however it was found. */
export function asFound(place: SearchPlace, node: PlacedNode): FoundNode[] {
  const { owner, entrances, writable } = place;
  if (owner === null) return [{ ...node, owner }];
  const entrance = node.path.find(({ id }) => entrances.has(id))?.id;
  if (entrance === undefined && !entrances.has(node.id)) return [];
  const path = entrance === undefined ? [] : pathFrom(node.path, entrance);
  const access = [...path, node].some(({ id }) => writable.has(id)) ? 'write' : 'read';
  if (place.toChange && access === 'read') return [];
  return [{ ...unmarked(node), path, owner: { ...owner, access } }];
}
