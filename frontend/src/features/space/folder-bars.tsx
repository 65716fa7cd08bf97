import { ChevronRight, FileStack, Folder, Folders } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type FolderBar, folderBars, shareText } from './bars.ts';

interface FolderBarsProps {
  readonly folderId: string | null;
  readonly overview: Parameters<typeof folderBars>[0];
  /** Looks into a folder. */
  readonly onFolder: (folderId: string) => void;
  readonly onShow: (folderId: string | null) => void;
}

/** What each folder holds with all below it: a list of bars, the largest first, each a way further down. */
export function FolderBars({ folderId, overview, onFolder, onShow }: FolderBarsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const bars = folderBars(overview, all);
  const largest = Math.max(...bars.map(({ share }) => share), 0);
  return (
    <Card
      title={t('space.folders.title')}
      description={t('space.folders.text')}
      className="@3xl:col-span-2"
      action={
        <Button size="sm" onClick={() => onShow(folderId)}>
          {t('space.folders.open')}
        </Button>
      }
    >
      {bars.length === 0 ? (
        <p className="text-sm text-muted">{t('space.folders.empty')}</p>
      ) : (
        <ul className="-mx-3 flex flex-col">
          {bars.map((bar) => (
            <li key={bar.key}>
              {bar.kind === 'folder' && bar.id !== null ? (
                <button
                  type="button"
                  onClick={() => onFolder(bar.id ?? '')}
                  className="group w-full rounded-control px-3 py-2 text-left hover:bg-hover"
                >
                  <Bar bar={bar} name={bar.name ?? ''} largest={largest} icon={<Folder aria-hidden="true" />}>
                    <ChevronRight
                      aria-hidden="true"
                      className="size-4 shrink-0 text-muted group-hover:text-ink"
                    />
                  </Bar>
                </button>
              ) : bar.kind === 'own' ? (
                <div className="px-3 py-2">
                  <Bar
                    bar={bar}
                    name={t('space.folders.own')}
                    largest={largest}
                    icon={<FileStack aria-hidden="true" />}
                  />
                </div>
              ) : (
                <button
                  type="button"
                  disabled={all}
                  onClick={() => setAll(true)}
                  className="w-full rounded-control px-3 py-2 text-left not-disabled:hover:bg-hover"
                >
                  <Bar
                    bar={bar}
                    name={t('space.folders.others')}
                    largest={largest}
                    icon={<Folders aria-hidden="true" />}
                  />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface BarProps {
  readonly bar: FolderBar;
  readonly name: string;
  /** The share of the longest bar. */
  readonly largest: number;
  readonly icon: ReactNode;
  readonly children?: ReactNode;
}

function Bar({ bar: { kind, bytes, files, share }, name, largest, icon, children }: BarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const width = largest === 0 ? 0 : (share / largest) * 100;
  return (
    <span className="flex items-center gap-3.5">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sky-500/12 text-sky-600 dark:text-sky-400 [&_svg]:size-4.5">
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-3 text-sm narrow:flex-wrap narrow:gap-y-0">
          <span className="truncate font-medium narrow:w-full">{name}</span>
          <span className="ml-auto shrink-0 narrow:mr-auto narrow:ml-0 text-xs text-muted tabular-nums">
            {t('dashboard.space.files', { count: files })}
          </span>
          <span className="w-20 narrow:w-auto shrink-0 text-right font-medium tabular-nums">
            {format.bytes(bytes)}
          </span>
          <span className="w-12 shrink-0 text-right text-muted tabular-nums">{shareText(format, share)}</span>
        </span>
        <span aria-hidden="true" className="mt-1.5 block h-2 overflow-hidden rounded-full bg-line">
          <span
            className={`block h-full min-w-1 rounded-full ${kind === 'folder' ? 'bg-accent' : 'bg-line-strong'}`}
            style={{ width: `${String(width)}%` }}
          />
        </span>
      </span>
      <span className="w-4 shrink-0">{children}</span>
    </span>
  );
}
