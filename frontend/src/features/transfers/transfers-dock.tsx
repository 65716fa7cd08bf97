import {
  ChevronDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CloudOff,
  type LucideIcon,
  ArrowUpDown,
} from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Transfer, TransfersEvent } from '../../../../electron/contract/transfers.ts';
import { cn } from '../../ui/cn.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNarrow } from '../../ui/use-media.ts';
import { AskingNotice } from './asking-notice.tsx';
import { AllActions } from './all-actions.tsx';
import { Amounts, Headline } from './dock-summary.tsx';
import {
  allCount,
  fractionOf,
  type Mood,
  moodOfAll,
  openCount,
  roundFrom,
  type TransferAction,
  withoutPast,
} from './summary.ts';
import { TransfersList } from './transfers-list.tsx';
import { useQuiet } from './use-quiet.ts';

export interface TransfersDockProps {
  readonly event: TransfersEvent;
  /** Whether anything ended since the page was opened. */
  readonly seen: boolean;
  /** Does something with some transfers, or with all that it fits (null). */
  readonly onAct: (action: TransferAction, ids: string[] | null) => void;
  readonly onShowFolder: (folderId: string | null) => void;
  readonly onShowDownload: (id: string) => void;
  /** Asks for the file of an upload that broke off with its page. */
  readonly onChooseAgain?: ((transfer: Transfer) => void) | undefined;
  /** Asks what becomes of uploads whose names are taken. */
  readonly onDecide: () => void;
}

const MOODS: Record<Mood, { icon: LucideIcon; colour: string }> = {
  away: { icon: CloudOff, colour: 'bg-warning-soft text-warning-text' },
  reading: { icon: ArrowUpDown, colour: 'bg-accent-soft text-accent-text' },
  running: { icon: ArrowUpDown, colour: 'bg-accent-soft text-accent-text' },
  asking: { icon: CircleHelp, colour: 'bg-warning-soft text-warning-text' },
  paused: { icon: CirclePause, colour: 'bg-sunken text-muted' },
  failed: { icon: CircleAlert, colour: 'bg-danger-soft text-danger-text' },
  done: { icon: CircleCheck, colour: 'bg-success-soft text-success-text' },
  nothing: { icon: CircleCheck, colour: 'bg-sunken text-muted' },
};

/** The dock in the corner of the window: all transfers in one line, and each of them below. */
export function TransfersDock(props: TransfersDockProps) {
  const { event, seen, onAct, onShowFolder, onShowDownload, onChooseAgain, onDecide } = props;
  const { t } = useTranslation();
  /** What the person chose; until then the list folds itself away once all is well. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  /** A list that folded under the pointer, or took the focus along, would be lost to whoever reads it. */
  const [attended, setAttended] = useState(false);
  const quiet = useQuiet(event.totals, seen, attended);
  const narrow = useNarrow();
  const [cancelling, setCancelling] = useState(false);
  const list = useId();
  const { items } = event;
  const [round, setRound] = useState(() => roundFrom(null, event.totals));
  const now = roundFrom(round, event.totals);
  if (now !== round) setRound(now);
  const totals = withoutPast(event.totals, now);
  const mood = moodOfAll(event);
  // On a phone the list covers the page: what only waits there waits folded.
  const open = chosen ?? !(quiet || (narrow && mood === 'paused'));
  const { icon: Icon, colour } = MOODS[mood];
  const unlisted = Math.max(0, allCount(totals) - items.length);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only noticed, nothing is done by it
    <section
      data-dock
      aria-label={t('transfers.title')}
      onPointerEnter={() => setAttended(true)}
      onPointerLeave={({ currentTarget }) => setAttended(currentTarget.contains(document.activeElement))}
      onFocus={() => setAttended(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setAttended(currentTarget.matches(':hover'));
      }}
      className="fixed right-5 bottom-5 z-30 flex max-h-[min(27rem,60vh)] w-104 max-w-[calc(100vw-2.5rem)] narrow:right-2 narrow:bottom-[calc(env(safe-area-inset-bottom)+4.25rem)] narrow:max-h-[50dvh] narrow:max-w-[calc(100vw-1rem)] animate-rise flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float"
    >
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-3">
        <span
          aria-hidden="true"
          className={cn('flex size-9 shrink-0 items-center justify-center rounded-full', colour)}
        >
          <Icon className="size-4.5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-semibold">
            <Headline mood={mood} totals={totals} />
          </h2>
          <Amounts mood={mood} totals={totals} />
        </div>
        <IconButton
          size="sm"
          label={t(open ? 'transfers.hide' : 'transfers.show')}
          aria-expanded={open}
          aria-controls={list}
          icon={open ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />}
          onClick={() => {
            setChosen(!open);
          }}
        />
      </div>
      {openCount(totals) > 0 || totals.reading ? (
        <Progress
          size="sm"
          className="rounded-none"
          tone={mood === 'paused' ? 'muted' : 'accent'}
          label={t('transfers.totalProgress')}
          value={totals.totalBytes === 0 && totals.reading ? null : fractionOf(totals)}
        />
      ) : null}
      <div
        id={list}
        hidden={!open}
        className={open ? 'flex min-h-0 flex-col border-t border-line' : undefined}
      >
        {open ? (
          <>
            {totals.asking > 0 ? (
              <AskingNotice count={totals.asking} told={mood === 'asking'} onDecide={onDecide} />
            ) : null}
            <TransfersList
              items={items}
              onAct={onAct}
              onShowFolder={onShowFolder}
              onShowDownload={onShowDownload}
              onChooseAgain={onChooseAgain}
            />
            {unlisted > 0 ? (
              <p className="border-t border-line px-4 py-2 text-xs text-muted">
                {t('transfers.more', { count: unlisted })}
              </p>
            ) : null}
            <AllActions
              totals={totals}
              onAct={(action) => (action === 'cancel' ? setCancelling(true) : onAct(action, null))}
            />
          </>
        ) : null}
      </div>
      <ConfirmDialog
        open={cancelling}
        onOpenChange={setCancelling}
        danger
        title={t('transfers.cancelTitle')}
        description={t('transfers.cancelText')}
        confirm={t('transfers.cancelAll')}
        cancel={t('transfers.keepGoing')}
        onConfirm={() => {
          setCancelling(false);
          onAct('cancel', null);
        }}
      />
    </section>
  );
}
