import {
  ArrowDown,
  ArrowUp,
  Check,
  CircleAlert,
  CircleHelp,
  CirclePause,
  Clock,
  FileArchive,
  FolderOpen,
  type LucideIcon,
  Pause,
  Play,
  RotateCcw,
  RotateCw,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Transfer, TransferStatus } from '../../../../electron/contract/transfers.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useFormat } from '../../i18n/format.ts';
import { cn } from '../../ui/cn.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ACTIONS, fractionOf, type TransferAction } from './summary.ts';

export interface TransferRowProps {
  readonly transfer: Transfer;
  readonly onAct: (action: TransferAction, ids: string[]) => void;
  readonly onShowFolder: (folderId: string | null) => void;
  readonly onShowDownload: (id: string) => void;
  /** Asks for the file of an upload that broke off with its page. */
  readonly onChooseAgain?: ((transfer: Transfer) => void) | undefined;
}

const ACTION_ICONS: Record<TransferAction, LucideIcon> = {
  pause: Pause,
  resume: Play,
  retry: RotateCw,
  cancel: X,
  clear: X,
};

/** One file on its way: what it is, how far it is, and what can be done. */
export function TransferRow(props: TransferRowProps) {
  const { transfer, onAct, onShowFolder, onShowDownload, onChooseAgain } = props;
  const { t } = useTranslation();
  const { id, name, status, direction, folderId } = transfer;
  return (
    <div className="flex gap-3 px-4 py-2.5">
      <StatusIcon status={status} direction={direction} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium" title={name}>
          {name}
        </p>
        <Details transfer={transfer} />
        {isMoving(status) ? <Bar transfer={transfer} /> : null}
      </div>
      <div className="flex shrink-0 items-start">
        {status === 'done' ? (
          <IconButton
            size="sm"
            icon={<FolderOpen aria-hidden="true" />}
            label={t(direction === 'upload' ? 'transfers.showInFiles' : 'transfers.showDownloads', { name })}
            onClick={() => {
              if (direction === 'upload') onShowFolder(folderId);
              else onShowDownload(id);
            }}
          />
        ) : null}
        {ACTIONS[status].map((action) => {
          const Icon = ACTION_ICONS[action];
          return (
            <IconButton
              key={action}
              size="sm"
              icon={<Icon aria-hidden="true" />}
              label={t(action === 'clear' ? 'transfers.dismiss' : `transfers.${action}`, { name })}
              onClick={() => {
                if (action === 'resume' && needsFile(transfer)) onChooseAgain?.(transfer);
                else onAct(action, [id]);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** How far it is, and how long it will take. */
function Bar({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, status, secondsLeft } = transfer;
  return (
    <div className="mt-1.5 flex h-4.5 items-center gap-3">
      <Progress
        size="sm"
        tone={status === 'paused' ? 'muted' : 'accent'}
        value={fractionOf(transfer)}
        label={t('transfers.itemProgress', { name })}
      />
      {status === 'running' && secondsLeft !== null ? (
        <span className="shrink-0 text-xs text-muted tabular-nums">
          {t('transfers.timeLeft', { time: format.duration(Math.max(1, secondsLeft), 'short') })}
        </span>
      ) : null}
    </div>
  );
}

/** The line below the name. */
function Details({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const { status, direction, doneBytes, totalBytes, bytesPerSecond, failure } = transfer;
  const size = format.bytes(totalBytes);
  if (status === 'failed' && failure !== null) {
    return <p className="mt-0.5 text-xs wrap-anywhere text-danger-text">{failureText(failure).message}</p>;
  }
  const amount = t('transfers.amount', { done: format.bytes(doneBytes), total: size });
  const statusText = needsFile(transfer)
    ? t('browser.chooseAgain')
    : status === 'running'
      ? direction === 'zip'
        ? t('transfers.packing')
        : null
      : status === 'paused' && direction === 'zip'
        ? t('transfers.pausedZip')
        : status === 'done'
          ? t(`transfers.ended.${direction}`)
          : t(`transfers.status.${status}`);
  // How large a folder is shows once it has been read.
  const unknown = totalBytes === 0 && (status === 'waiting' || status === 'paused');
  const parts = [
    statusText,
    unknown ? null : isMoving(status) ? amount : size,
    status === 'running' && bytesPerSecond > 0 ? format.speed(bytesPerSecond) : null,
  ];
  return (
    <p className="mt-0.5 text-xs text-muted tabular-nums">
      {parts.filter((part) => part !== null).join(' · ')}
    </p>
  );
}

/** It broke off with its page, and goes on once its file was chosen again. */
function needsFile(transfer: Transfer): boolean {
  return 'needsFile' in transfer && transfer.needsFile === true;
}

/** Bytes were sent already and more are to come. */
function isMoving(status: TransferStatus): boolean {
  return status === 'running' || status === 'paused' || status === 'retrying';
}

const STATUS_LOOKS: Record<TransferStatus, { icon: LucideIcon | null; colour: string }> = {
  waiting: { icon: Clock, colour: 'bg-sunken text-muted' },
  asking: { icon: CircleHelp, colour: 'bg-warning-soft text-warning-text' },
  running: { icon: null, colour: 'bg-accent-soft text-accent-text' },
  paused: { icon: CirclePause, colour: 'bg-sunken text-muted' },
  retrying: { icon: RotateCcw, colour: 'bg-warning-soft text-warning-text' },
  done: { icon: Check, colour: 'bg-success-soft text-success-text' },
  failed: { icon: CircleAlert, colour: 'bg-danger-soft text-danger-text' },
  cancelled: { icon: X, colour: 'bg-sunken text-muted' },
};

const DIRECTION_ICONS = { upload: ArrowUp, download: ArrowDown, zip: FileArchive } as const;

function StatusIcon({ status, direction }: Pick<Transfer, 'status' | 'direction'>) {
  const { icon, colour } = STATUS_LOOKS[status];
  const Icon = icon ?? DIRECTION_ICONS[direction];
  return (
    <span
      aria-hidden="true"
      className={cn('mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-full', colour)}
    >
      <Icon className="size-4" />
    </span>
  );
}
