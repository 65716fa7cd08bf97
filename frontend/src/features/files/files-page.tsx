import { FolderPlus, Inbox } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/errors.ts';
import { useSharingActs } from '../../api/sharing.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import type { Arrival } from './file-grid.tsx';
import { FolderList } from './folder-list.tsx';
import { NewFolderDialog } from './new-folder-dialog.tsx';
import type { ListSurroundings } from './node-list.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useFolder } from './use-folder.ts';
import { useLiveDrive } from './use-live-drive.ts';
import { useLook } from './use-look.ts';
import { SharedNotice } from './shared-notice.tsx';
import { UploadButtons } from './upload-buttons.tsx';
import { useUpKey } from './use-up-key.ts';
import { useUpload } from './use-upload.ts';

export interface FilesPageProps extends ListSurroundings {
  /** The folder that is shown; null is the top. */
  readonly folderId: string | null;
  /** An entry to be selected and brought into sight; told once that was taken over. */
  readonly select?: string | undefined;
  readonly onSelectTaken?: (() => void) | undefined;
}

/** A person's files: one folder at a time, with all that can be done in it. */
export function FilesPage(props: FilesPageProps) {
  const { folderId, select, onSelectTaken, onOpenFolder, ...surroundings } = props;
  const { t } = useTranslation();
  const [look, setLook] = useLook(folderId ?? 'top');
  const sharing = useSharingActs();
  const [naming, setNaming] = useState(false);
  /** Where to stand next: on a folder just made, on the one that was left by going up, or on the first row. */
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [taken, setTaken] = useState<string | undefined>();
  if (taken !== select) {
    setTaken(select);
    if (select !== undefined) setArrival({ to: 'row', id: select, select: true });
  }
  useEffect(() => {
    if (select !== undefined) onSelectTaken?.();
  }, [select, onSelectTaken]);
  const chooser = useRef<HTMLInputElement>(null);
  const folder = useFolder(folderId, look);
  useLiveDrive((folderIds) => folderIds.includes(folderId));
  const { uploadFiles, uploadDropped, uploadFolder } = useUpload(folderId);

  const path = folder.first?.path ?? [];
  const here = path.at(-1);
  const shared = folder.first?.shared ?? null;
  const readOnly = shared?.access === 'read';
  const gone = folder.query.isError && hasCode(folder.query.error, 'FOLDER_GONE', 'NOT_FOUND');
  const hovering = useFileDrop(
    (files, over, data) => void uploadDropped(files, over === null ? folderId : over.id, data),
    naming || gone || readOnly,
  );
  const title = here?.name ?? t('files.title');
  const chooseFiles = () => chooser.current?.click();

  function open(id: string | null): void {
    const leaving = path.find((_, at) => (path[at - 1]?.id ?? null) === id);
    setArrival(leaving === undefined ? { to: 'list' } : { to: 'row', id: leaving.id });
    onOpenFolder(id);
  }

  const up = folderId === null ? undefined : () => open(path.at(-2)?.id ?? null);
  useUpKey(up);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        key={`header of ${folderId ?? 'the top'}`}
        title={title}
        {...(here === undefined ? {} : { subtitle: <Breadcrumbs path={path} onOpen={open} /> })}
        actions={
          <>
            {sharing === null || shared !== null ? null : (
              <Button
                variant="ghost"
                className="narrow:hidden"
                disabled={gone}
                icon={<Inbox aria-hidden="true" />}
                onClick={() => sharing.requestFiles({ id: folderId, name: title })}
              >
                {t('sharing.requestFiles')}
              </Button>
            )}
            <Button
              disabled={gone || readOnly}
              icon={<FolderPlus aria-hidden="true" />}
              onClick={() => setNaming(true)}
            >
              {t('files.newFolder')}
            </Button>
            <UploadButtons
              disabled={gone || readOnly}
              onFiles={(files) => void uploadFiles(files)}
              onFolder={() => void uploadFolder()}
              onChoose={chooseFiles}
            />
          </>
        }
      />
      {shared === null ? null : <SharedNotice shared={shared} />}
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('files.fileField')}
        onChange={({ target }) => {
          void uploadFiles([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <FolderList
        key={`list of ${folderId ?? 'the top'}`}
        {...surroundings}
        folder={folder}
        folderId={folderId}
        name={title}
        look={look}
        onLook={setLook}
        arrival={arrival}
        onArrival={setArrival}
        onOpenFolder={open}
        onUp={up}
        onTop={() => open(null)}
        onChooseFiles={chooseFiles}
        onNewFolder={() => setNaming(true)}
      />
      {naming ? (
        <NewFolderDialog
          parentId={folderId}
          onClose={() => setNaming(false)}
          onCreated={(id) => setArrival({ to: 'row', id, select: true })}
        />
      ) : null}
      {hovering === null ? null : <DropOverlay folder={hovering.over?.name ?? title} />}
    </div>
  );
}
