import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileType } from '../../../electron/contract/drive.ts';
import { useFormat } from '../i18n/format.ts';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import { Dialog } from './dialog.tsx';
import { FileIcon } from './file-icon.tsx';
import { RadioCards } from './radio-cards.tsx';

/** What becomes of an entry whose name is taken. */
export type ConflictDecision = 'replace' | 'keepBoth' | 'skip';

export interface ConflictContent {
  /** Null for folders. */
  readonly sizeBytes: number | null;
  readonly modifiedAt: string;
}

export interface Conflict {
  readonly id: string;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Of a file, for its picture. */
  readonly type?: FileType | null;
  /** What comes; null where nothing more is known of it. */
  readonly incoming: ConflictContent | null;
  /** What is there. */
  readonly existing: ConflictContent;
  /** False for a file and a folder of one name. Folders are merged instead of replaced. */
  readonly canReplace: boolean;
}

export interface ConflictDialogProps {
  /** At least one. */
  readonly conflicts: readonly Conflict[];
  /** Called once, with a decision for each. */
  readonly onDecide: (decisions: ReadonlyMap<string, ConflictDecision>) => void;
  /** Called when it is closed instead: nothing of what conflicts is to be done. */
  readonly onCancel: () => void;
}

/** Asks what becomes of entries whose names are taken, one after the other or all alike. */
export function ConflictDialog({ conflicts, onDecide, onCancel }: ConflictDialogProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const [decided, setDecided] = useState<ReadonlyMap<string, ConflictDecision>>(new Map());
  const [choice, setChoice] = useState<ConflictDecision>('keepBoth');
  const [forAll, setForAll] = useState(false);
  const conflict = conflicts[at];
  if (conflict === undefined) return null;
  const { name, kind, canReplace } = conflict;
  const others = conflicts.length - at - 1;
  const folder = kind === 'folder';

  function decide(): void {
    const rest = forAll ? conflicts.slice(at) : conflicts.slice(at, at + 1);
    const next = new Map([...decided, ...rest.map((one) => [one.id, possible(one, choice)] as const)]);
    if (at + rest.length === conflicts.length) onDecide(next);
    else {
      setDecided(next);
      setAt(at + 1);
    }
  }

  const replace = folder
    ? { label: t('organise.conflict.merge'), hint: t('organise.conflict.mergeHint') }
    : { label: t('organise.conflict.replace'), hint: t('organise.conflict.replaceHint') };
  return (
    <Dialog
      open
      onOpenChange={onCancel}
      title={t('organise.conflict.title', { name })}
      description={t(
        canReplace
          ? folder
            ? 'organise.conflict.textFolder'
            : 'organise.conflict.text'
          : 'organise.conflict.textMixed',
      )}
      footer={
        <>
          {conflicts.length > 1 ? (
            <p className="mr-auto self-center text-sm text-muted" aria-live="polite">
              {t('organise.conflict.at', { at: at + 1, count: conflicts.length })}
            </p>
          ) : null}
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={decide}>
            {t('organise.conflict.go')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Contents conflict={conflict} />
        <RadioCards<ConflictDecision>
          label={t('organise.conflict.choice')}
          value={possible(conflict, choice)}
          onChange={setChoice}
          options={[
            ...(canReplace ? [{ value: 'replace' as const, ...replace }] : []),
            {
              value: 'keepBoth',
              label: t('organise.conflict.keepBoth'),
              hint: t('organise.conflict.keepBothHint'),
            },
            { value: 'skip', label: t('organise.conflict.skip'), hint: t('organise.conflict.skipHint') },
          ]}
        />
        {others > 0 ? (
          <Checkbox
            label={t('organise.conflict.all', { count: others })}
            checked={forAll}
            onChange={setForAll}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

/** A file and a folder of one name are always both kept. */
function possible({ canReplace }: Conflict, choice: ConflictDecision): ConflictDecision {
  return choice === 'replace' && !canReplace ? 'keepBoth' : choice;
}

/** What comes beside what is there. */
function Contents({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation();
  const { incoming, existing } = conflict;
  return (
    <div className="grid grid-cols-[1fr_auto_1fr] items-stretch gap-2 narrow:grid-cols-1 narrow:justify-items-stretch">
      <Content
        title={t('organise.conflict.incoming')}
        conflict={conflict}
        content={incoming}
        other={existing}
      />
      <ArrowRight
        aria-hidden="true"
        className="size-4 self-center text-muted narrow:rotate-90 narrow:justify-self-center"
      />
      <Content
        title={t('organise.conflict.existing')}
        conflict={conflict}
        content={existing}
        other={incoming}
      />
    </div>
  );
}

interface ContentProps {
  readonly title: string;
  readonly conflict: Conflict;
  readonly content: ConflictContent | null;
  readonly other: ConflictContent | null;
}

function Content({ title, conflict, content, other }: ContentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const size = content?.sizeBytes ?? null;
  const otherSize = other?.sizeBytes ?? null;
  const newer = content !== null && other !== null && content.modifiedAt > other.modifiedAt;
  const larger = size !== null && otherSize !== null && size > otherSize;
  const isFolder = content === null ? conflict.kind === 'folder' : size === null;
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 rounded-xl bg-sunken p-3">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <div className="flex min-w-0 items-start gap-3">
        <FileIcon type={isFolder ? null : (conflict.type ?? 'other')} />
        <div className="min-w-0 text-sm">
          {content === null ? (
            <p className="text-muted">{t('organise.conflict.unknown')}</p>
          ) : (
            <>
              <p className="font-medium">
                {size === null ? t('organise.conflict.folder') : format.bytes(size)}
              </p>
              <p className="text-xs text-muted">
                {t('organise.conflict.changed', { at: format.dateTime(content.modifiedAt) })}
              </p>
            </>
          )}
        </div>
      </div>
      {newer || larger ? (
        <p className="flex flex-wrap gap-1.5">
          {newer ? <Badge tone="accent">{t('organise.conflict.newer')}</Badge> : null}
          {larger ? <Badge className="bg-surface">{t('organise.conflict.larger')}</Badge> : null}
        </p>
      ) : null}
    </section>
  );
}
