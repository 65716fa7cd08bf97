import { useNavigate, useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { focusSearchBox, SearchBox } from '../features/search/search-box.tsx';
import { keyLabel, SHORTCUTS } from '../features/search/shortcuts.ts';
import { ShortcutsDialog } from '../features/search/shortcuts-dialog.tsx';
import { usePageKeys } from '../features/search/use-page-keys.ts';
import { NewFolderDialog } from '../features/files/new-folder-dialog.tsx';
import { useUpload } from '../features/files/use-upload.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useNarrow } from '../ui/use-media.ts';
import { EngineQuestion } from './engine-question.tsx';
import { CommandPalette } from './command-palette.tsx';
import { SideDrawer } from './side-drawer.tsx';
import { useShowFolder } from './use-show-folder.ts';

const [PALETTE_KEYS] = SHORTCUTS.everywhere.palette;

/** Above every page: the search box, and the ways to everything by keys. */
export function TopBar() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const router = useRouter();
  const { folderId } = useParams({ strict: false });
  const address = useRouterState({ select: ({ location }) => location });
  const searching = address.pathname === '/search';
  const text = searching && typeof address.search.q === 'string' ? address.search.q : '';
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  /** The folder that a new one is to be made in. */
  const [naming, setNaming] = useState<{ readonly folderId: string | null } | null>(null);
  const [engine, setEngine] = useState<'stop' | 'restart' | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const { uploadFiles } = useUpload(folderId ?? null);
  const showFolder = useShowFolder();
  usePageKeys({
    onSearch: focusSearchBox,
    onPalette: () => setOpen('palette'),
    onShortcuts: () => setOpen('shortcuts'),
  });

  function search(next: string): void {
    if (searching) {
      const { q: _before, ...rest } = address.search;
      void navigate({ to: '/search', search: next === '' ? rest : { ...rest, q: next }, replace: true });
    } else if (next !== '') {
      const here = folderId === undefined ? {} : { here: folderId };
      void navigate({ to: '/search', search: { q: next, ...here } });
    }
  }

  return (
    <div className="mx-auto flex w-full max-w-6xl shrink-0 items-center gap-3 px-8 pt-4 pb-3 narrow:gap-2 narrow:px-4 narrow:pt-2 narrow:pb-2">
      {narrow ? <SideDrawer /> : null}
      <SearchBox
        value={text}
        onChange={search}
        onLeave={() => {
          if (searching) router.history.back();
          else document.querySelector<HTMLElement>('#content')?.focus();
        }}
      />
      <Button
        variant="ghost"
        className="ml-auto text-muted narrow:hidden"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen('palette')}
      >
        {t('search.palette.open')}
        <span aria-hidden="true" className="flex gap-0.5">
          {PALETTE_KEYS.map((key) => (
            <Kbd key={key}>{keyLabel(key, (word) => word)}</Kbd>
          ))}
        </span>
      </Button>
      {open === 'palette' ? (
        <CommandPalette
          onClose={() => setOpen(null)}
          onShortcuts={() => setOpen('shortcuts')}
          onNewFolder={(into) => setNaming({ folderId: into })}
          onUpload={() => chooser.current?.click()}
          onEngine={setEngine}
        />
      ) : null}
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('search.palette.upload')}
        onChange={({ target }) => {
          void uploadFiles([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      {engine === null ? null : <EngineQuestion what={engine} onClose={() => setEngine(null)} />}
      {naming === null ? null : (
        <NewFolderDialog
          parentId={naming.folderId}
          onClose={() => setNaming(null)}
          onCreated={(id) => showFolder(naming.folderId, id)}
        />
      )}
      {open === 'shortcuts' ? <ShortcutsDialog onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
