import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderPlus, Search } from 'lucide-react';
import { type ReactNode, type Ref, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { api } from '../../../api/queries.ts';
import { usePerson } from '../../../api/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { inputLook } from '../../../ui/field.tsx';
import { cn } from '../../../ui/cn.ts';
import { FoundFolders } from './found-folders.tsx';
import { HereForm } from './here-form.tsx';
import type { Reach } from './drag-rules.ts';
import { placeOf, refusal } from './place-rules.ts';
import { recentPlaces, rememberPlace } from './recent-places.ts';
import { RecentPlaces } from './recent-places-list.tsx';
import { Tree } from './tree.tsx';
import type { TreePlace } from './tree-context.ts';
import { useWritableFolders } from './use-writable-folders.ts';

interface PlaceDialogProps {
  readonly how: 'move' | 'copy';
  readonly nodes: readonly DriveNode[];
  /** The folder that they are in; undefined where they are in several. */
  readonly from: string | null | undefined;
  /** What the person may do there. */
  readonly reach: Reach;
  readonly onPlace: (place: TreePlace) => void;
  readonly onClose: () => void;
}

/** Asks for the folder that something is moved or copied to. */
export function PlaceDialog({ how, nodes, from, reach, onPlace, onClose }: PlaceDialogProps) {
  const { t } = useTranslation();
  const { id: userId } = usePerson();
  const field = useId();
  const top = useMemo<TreePlace>(() => ({ id: null, name: t('files.title'), above: [] }), [t]);
  const [chosen, setChosen] = useState<TreePlace | null>(null);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const [naming, setNaming] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const go = useRef<HTMLButtonElement>(null);
  const [recent] = useState(() => recentPlaces(localStorage, userId));

  const writable = useWritableFolders();

  // Where one is, until one chooses: from there it is not far. Where one may only look, nothing can be put.
  const here = useQuery(
    api.find.details.queryOptions({
      input: { id: from ?? '' },
      enabled: typeof from === 'string' && reach !== 'read',
      placeholderData: keepPreviousData,
    }),
  );
  const place = chosen ?? (here.data === undefined ? top : placeOf(here.data));
  // The folder where they are is open: what they go into is most often in it.
  const way = useMemo(
    () => [...place.above.map(({ id }) => id), ...(place.id === null || place.id !== from ? [] : [place.id])],
    [place.above, place.id, from],
  );
  const why = refusal(how, nodes, from, place);
  const forbidden = useMemo(() => new Set(nodes.map(({ id }) => id)), [nodes]);
  const many = { count: nodes.length, name: nodes[0]?.name ?? '' };

  function confirm(target: TreePlace): void {
    if (refusal(how, nodes, from, target) !== null) return;
    rememberPlace(localStorage, userId, target.id);
    onPlace(target);
    onClose();
  }

  return (
    <Dialog
      open
      title={t(how === 'move' ? 'organise.moveTitle' : 'organise.copyTitle', many)}
      // Escape leaves the form within first.
      onOpenChange={() => (naming ? setNaming(false) : onClose())}
      footer={
        <>
          <Button
            variant="ghost"
            className="mr-auto -ml-4"
            icon={<FolderPlus aria-hidden="true" />}
            disabled={why === 'intoItself' || naming}
            onClick={() => setNaming(true)}
          >
            {t('organise.newFolderHere')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button ref={go} variant="primary" disabled={why !== null} onClick={() => confirm(place)}>
            {t(how === 'move' ? 'organise.moveHere' : 'organise.copyHere')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="relative">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
          />
          <input
            id={field}
            type="search"
            value={text}
            aria-label={t('organise.findFolders')}
            placeholder={t('organise.findFolders')}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              frame.current?.querySelector<HTMLElement>('[role="tree"], [role="listbox"]')?.focus();
            }}
            className={cn(inputLook, 'pl-9')}
          />
        </div>
        {wanted === '' ? (
          <>
            <RecentPlaces ids={recent} chosen={place} onChoose={setChosen} />
            <Frame ref={frame}>
              <Tree
                label={t('organise.folders')}
                top={top.name}
                marked={place.id}
                markedAs="selected"
                way={way}
                forbidden={forbidden}
                shared={writable}
                onReach={setChosen}
                onChoose={setChosen}
                onConfirm={confirm}
              />
            </Frame>
          </>
        ) : (
          <Frame ref={frame}>
            <FoundFolders text={wanted} chosen={place} onReach={setChosen} onChoose={confirm} />
          </Frame>
        )}
        {naming ? (
          <HereForm
            parent={place}
            onCreated={(created) => {
              setChosen(created);
              setText('');
              setNaming(false);
              // When the button can be pressed, as the new folder is chosen by then.
              setTimeout(() => go.current?.focus());
            }}
          />
        ) : (
          <Chosen place={place} top={top.name}>
            {why === null
              ? null
              : why === 'intoItself'
                ? t('organise.intoItself')
                : t('organise.alreadyHere', many)}
          </Chosen>
        )}
      </div>
    </Dialog>
  );
}

/** A box of its own height, whatever is in it. */
function Frame({ ref, children }: { readonly ref: Ref<HTMLDivElement>; readonly children: ReactNode }) {
  return (
    <div
      ref={ref}
      className="h-72 max-h-[45vh] overflow-y-auto rounded-xl border border-line bg-surface p-1.5"
    >
      {children}
    </div>
  );
}

interface ChosenProps {
  readonly place: TreePlace;
  readonly top: string;
  /** Why it cannot be there. */
  readonly children: ReactNode;
}

/** Where it goes to, in full. */
function Chosen({ place, top, children }: ChosenProps) {
  const { t } = useTranslation();
  const root = place.shared === true ? t('organise.sharedWithMe') : top;
  const above = place.id === null ? [] : [root, ...place.above.map(({ name }) => name)];
  const last = place.id === null ? root : place.name;
  return (
    <div aria-live="polite" className="min-h-10 text-sm">
      <p className="flex whitespace-pre" title={[...above, last].join(' / ')}>
        <span className="text-muted">{t('organise.to')} </span>
        {/* The end of a path says more than its beginning: that is what stays in sight. */}
        <span className="min-w-0 overflow-hidden font-medium text-ellipsis whitespace-pre">
          {above.map((name) => `${name} / `).join('')}
        </span>
        <span className="max-w-3/5 shrink-0 truncate font-medium">{last}</span>
      </p>
      {children === null ? null : <p className="text-xs text-muted">{children}</p>}
    </div>
  );
}
