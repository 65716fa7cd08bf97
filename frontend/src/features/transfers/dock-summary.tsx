import { useTranslation } from 'react-i18next';
import type { TransferTotals } from '../../../../electron/contract/transfers.ts';
import { useFormat } from '../../i18n/format.ts';
import { type Mood, openCount } from './summary.ts';

interface SummaryProps {
  readonly mood: Mood;
  readonly totals: TransferTotals;
}

/** What matters most, in a few words. */
export function Headline({ mood, totals }: SummaryProps) {
  const { t } = useTranslation();
  const sentences: Record<Mood, string> = {
    away: t('transfers.away'),
    reading: t('transfers.reading'),
    running: t('transfers.running', { count: openCount(totals) }),
    asking: t('transfers.alreadyHere', { count: totals.asking }),
    paused: t('transfers.allPaused', { count: totals.paused }),
    failed: t('transfers.someFailed', { count: totals.failed }),
    done: t('transfers.allDone', { count: totals.done }),
    nothing: t('transfers.nothingLeft'),
  };
  return sentences[mood];
}

/** How far all of them are, how fast, and how long it will take. */
export function Amounts({ mood, totals }: SummaryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { doneBytes, totalBytes, bytesPerSecond, secondsLeft, failed, done } = totals;
  const parts =
    openCount(totals) > 0 && (mood !== 'reading' || totalBytes > 0)
      ? [
          mood === 'away' ? t('transfers.goesOn') : null,
          t('transfers.amount', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) }),
          mood === 'running' && bytesPerSecond > 0 ? format.speed(bytesPerSecond) : null,
          mood === 'running' && secondsLeft !== null
            ? t('transfers.timeLeft', { time: format.duration(Math.max(1, secondsLeft), 'short') })
            : null,
        ]
      : [mood === 'failed' && done > 0 ? t('transfers.allDone', { count: done }) : null];
  const failures = mood !== 'failed' && failed > 0 ? t('transfers.failedToo', { count: failed }) : null;
  const text = [...parts, failures].filter((part) => part !== null).join(' · ');
  return text === '' ? null : <p className="mt-0.5 text-xs text-muted tabular-nums">{text}</p>;
}
