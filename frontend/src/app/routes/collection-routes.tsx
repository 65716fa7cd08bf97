import { useParams } from '@tanstack/react-router';
import { tagColors } from '../../api/limits.ts';
import { CollectionPage } from '../../features/files/collection-page.tsx';
import type { Collection } from '../../features/files/use-folder.ts';
import { NotFound } from '../not-found.tsx';
import { PageFrame } from '../page-frame.tsx';
import { useListSurroundings } from '../use-list-surroundings.tsx';
import { useShowFolder } from '../use-show-folder.ts';

function CollectionRoute({ of }: { readonly of: Collection }) {
  const surroundings = useListSurroundings();
  const showFolder = useShowFolder();
  return (
    <PageFrame fill>
      <CollectionPage
        // Each is a page of its own, which one arrives on anew.
        key={JSON.stringify(of)}
        {...surroundings}
        of={of}
        onShowInFolder={showFolder}
        onShowFiles={() => showFolder(null)}
      />
    </PageFrame>
  );
}

/** The files used last. */
export function RecentRoute() {
  return <CollectionRoute of="recent" />;
}

/** What is marked with a star. */
export function FavouritesRoute() {
  return <CollectionRoute of="favourites" />;
}

/** Everything with the tag of the address. */
export function TagRoute() {
  const { color } = useParams({ from: '/tag/$color' });
  const tag = tagColors.find((known) => known === color);
  return tag === undefined ? <NotFound /> : <CollectionRoute of={{ tag }} />;
}
