import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchPage } from '../../features/search/search-page.tsx';
import { PageFrame } from '../page-frame.tsx';
import { usePreview } from '../preview-host.tsx';
import { useCopyToMine } from '../use-copy-to-mine.ts';
import { useShowFolder } from '../use-show-folder.ts';

/** The search at its address. */
export function SearchRoute() {
  const navigate = useNavigate();
  const params = useSearch({ from: '/search' });
  const showFolder = useShowFolder();
  const preview = usePreview();
  const copyToMine = useCopyToMine();
  return (
    <PageFrame fill>
      <SearchPage
        params={params}
        onParams={(search) => void navigate({ to: '/search', search, replace: true })}
        onShow={showFolder}
        onCopyToMine={copyToMine}
        onPreview={(nodes, id, onClosed) => preview({ nodes, id, onClosed })}
      />
    </PageFrame>
  );
}
