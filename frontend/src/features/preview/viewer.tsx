import { ChevronLeft, ChevronRight, Download, HardDriveDownload, PanelRight, Trash2, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContentBase } from '../../api/content.ts';
import { cn } from '../../ui/cn.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ShownContext } from './shown.ts';
import { type KeyHandler, StageKeys, StageTools } from './stage.ts';
import { addressOf, type Subject, thumbnailOf } from './subject.ts';
import { useSwipe } from './use-swipe.ts';
import { View } from './view.tsx';
import { Waiting } from './waiting.tsx';

interface ViewerProps {
  readonly subject: Subject;
  /** Below the name: where it stands in the list, or which version it is. */
  readonly note: string;
  /** Undefined where there is nothing before or after it; null where nothing is leafed through at all. */
  readonly onPrevious?: (() => void) | null | undefined;
  readonly onNext?: (() => void) | null | undefined;
  readonly onDownload?: (() => void) | undefined;
  readonly onCopyToMine?: (() => void) | undefined;
  readonly onDelete?: (() => void) | undefined;
  /** What stands beside the content; null while it is not asked for. */
  readonly details?: ReactNode;
  readonly onDetails?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** The window in the window: a line with the name and what can be done, and the content below. */
export function Viewer(props: ViewerProps) {
  const { subject, note, onPrevious = null, onNext = null, onDownload, onDelete, onClose } = props;
  const { t } = useTranslation();
  const base = useContentBase();
  const { details = null, onCopyToMine, onDetails } = props;
  const detailed = details !== null;
  const content = useRef<HTMLDivElement>(null);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  /** What had the focus before. */
  const [opener] = useState(() => document.activeElement);
  const swipe = useSwipe({ onPrevious, onNext });
  const handler = useRef<KeyHandler | null>(null);
  const listen = useCallback((hear: KeyHandler) => {
    handler.current = hear;
    return () => {
      if (handler.current === hear) handler.current = null;
    };
  }, []);
  const shown = useMemo(
    () =>
      base === null
        ? null
        : { subject, url: addressOf(base, subject), thumbnail: thumbnailOf(base, subject), onDownload },
    [base, subject, onDownload],
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { target, currentTarget, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // Questions that open over the preview have keys of their own.
    if (!(target instanceof Element) || !currentTarget.contains(target) || hasOwnKeys(target, key)) return;
    if (handler.current?.(event.nativeEvent) === true) event.preventDefault();
    else if (key === 'ArrowLeft') onPrevious?.();
    else if (key === 'ArrowRight') onNext?.();
    else if (key === 'Delete') onDelete?.();
  }

  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Content
          ref={content}
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            content.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Whoever opened it may have sent the focus elsewhere already.
            if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
          }}
          // Messages lie over the preview; pressing one of their buttons does not leave it.
          onInteractOutside={(event) => event.preventDefault()}
          className="fixed inset-0 z-40 flex animate-appear flex-col bg-canvas outline-none"
        >
          <header className="flex h-15 shrink-0 items-center gap-3 border-b border-line bg-surface px-4 narrow:h-auto narrow:flex-wrap narrow:gap-x-1 narrow:gap-y-0 narrow:px-2 narrow:pt-[calc(env(safe-area-inset-top)+0.25rem)] narrow:pb-1">
            <span className="narrow:ml-1">
              <FileIcon type={subject.type} />
            </span>
            <div className="min-w-0 flex-1 narrow:ml-2">
              <Radix.Title className="truncate text-base leading-tight font-semibold" title={subject.name}>
                {subject.name}
              </Radix.Title>
              <p className="truncate text-xs text-muted tabular-nums">{note}</p>
              <p aria-live="polite" className="sr-only">{`${subject.name}, ${note}`}</p>
            </div>
            <div className="contents narrow:order-last narrow:flex narrow:w-full narrow:items-center narrow:justify-end">
              <div
                ref={setTools}
                className="mr-3 shrink-0 narrow:mr-auto narrow:min-w-0 narrow:shrink narrow:overflow-x-auto"
              />
              {onDownload === undefined ? null : (
                <IconButton
                  label={t('preview.download')}
                  icon={<Download aria-hidden="true" />}
                  onClick={onDownload}
                />
              )}
              {onCopyToMine === undefined ? null : (
                <IconButton
                  label={t('views.copyToMine')}
                  icon={<HardDriveDownload aria-hidden="true" />}
                  onClick={onCopyToMine}
                />
              )}
              {onDelete === undefined ? null : (
                <IconButton
                  label={t('preview.delete')}
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={onDelete}
                />
              )}
              {onDetails === undefined ? null : (
                <IconButton
                  label={t('preview.details.title')}
                  aria-pressed={detailed}
                  className={detailed ? 'bg-hover text-ink' : ''}
                  icon={<PanelRight aria-hidden="true" />}
                  onClick={onDetails}
                />
              )}
            </div>
            <span aria-hidden="true" className="mx-1 h-6 w-px bg-line narrow:hidden" />
            <IconButton label={t('preview.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
          </header>
          <div className="flex min-h-0 flex-1">
            <div className="relative min-w-0 flex-1 overflow-hidden" {...swipe}>
              <StageKeys value={listen}>
                <StageTools value={tools}>
                  {shown === null ? (
                    <Waiting name={subject.name} />
                  ) : (
                    <ShownContext value={shown}>
                      <View key={shown.url} />
                    </ShownContext>
                  )}
                </StageTools>
              </StageKeys>
              {onPrevious === null ? null : <Leaf way="previous" onClick={onPrevious} />}
              {onNext === null ? null : <Leaf way="next" onClick={onNext} />}
            </div>
            {details}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * Fields are typed into, and films jump by arrows. One leafs on from a locked document whose password nobody types,
 * though its field has the focus from the first.
 */
function hasOwnKeys(target: Element, key: string): boolean {
  const untouched = target instanceof HTMLInputElement && target.type === 'password' && target.value === '';
  if (untouched && (key === 'ArrowLeft' || key === 'ArrowRight')) return false;
  return target.matches('input, textarea, select, video, audio, [contenteditable]');
}

interface LeafProps {
  readonly way: 'previous' | 'next';
  readonly onClick: (() => void) | undefined;
}

/** At the end it stays, so that the focus does too. */
function Leaf({ way, onClick }: LeafProps) {
  const { t } = useTranslation();
  return (
    <IconButton
      label={t(`preview.${way}`)}
      aria-disabled={onClick === undefined}
      onClick={onClick}
      icon={way === 'next' ? <ChevronRight aria-hidden="true" /> : <ChevronLeft aria-hidden="true" />}
      className={cn(
        'absolute top-1/2 z-10 size-11 -translate-y-1/2 rounded-full border border-line bg-raised text-ink shadow-card',
        'not-disabled:hover:bg-sunken aria-disabled:cursor-default aria-disabled:opacity-0',
        // On phones in the corners at the thumb, so that what is read has the whole width.
        'narrow:top-auto narrow:bottom-4 narrow:translate-y-0',
        way === 'next' ? 'right-4' : 'left-4',
      )}
    />
  );
}
