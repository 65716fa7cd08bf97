import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ManyDetails } from './many-details.tsx';
import { OneDetails } from './one-details.tsx';
import { useLive } from './use-live.ts';

export interface DetailsPanelProps {
  /** What is selected. */
  readonly nodes: readonly DriveNode[];
  readonly onClose: () => void;
  /** Shows a folder; null is the top. Without it, where something is can be read only. */
  readonly onOpenFolder?: ((folderId: string | null) => void) | undefined;
}

/** What is known of the files and folders that are selected, beside the list. */
export function DetailsPanel({ nodes, onClose, onOpenFolder }: DetailsPanelProps) {
  const { t } = useTranslation();
  const id = useId();
  useLive();
  const [only] = nodes;
  return (
    <aside
      aria-labelledby={id}
      className="flex h-full w-80 shrink-0 narrow:absolute narrow:inset-0 narrow:z-20 narrow:w-full narrow:border-l-0 animate-appear flex-col overflow-hidden border-l border-line bg-surface"
    >
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pr-2 pl-5">
        <h2 id={id} className="text-sm font-semibold">
          {t('preview.details.title')}
        </h2>
        <IconButton
          size="sm"
          label={t('preview.details.close')}
          icon={<X aria-hidden="true" />}
          onClick={onClose}
        />
      </div>
      <section
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        tabIndex={0}
        aria-labelledby={id}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        {only === undefined ? (
          <p className="p-5 text-sm text-muted">{t('preview.details.nothing')}</p>
        ) : nodes.length === 1 ? (
          <OneDetails key={only.id} node={only} onOpenFolder={onOpenFolder} />
        ) : (
          <ManyDetails nodes={nodes} />
        )}
      </section>
    </aside>
  );
}
