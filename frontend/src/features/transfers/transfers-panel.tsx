import { useCallback, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { desktop } from '../../api/desktop.ts';
import { useFailureToast } from '../../api/failure.ts';
import { useStream } from '../../api/use-stream.ts';
import { askingNext, NOTHING_ASKED } from './asking.ts';
import { AskingDialog } from './asking-dialog.tsx';
import { isEmpty, type TransferAction } from './summary.ts';
import { TransfersDock } from './transfers-dock.tsx';
import { useOutcome } from './use-outcome.ts';

export interface TransfersPanelProps {
  /** Shows a folder of the drive; null is the top. */
  readonly onShowFolder: (folderId: string | null) => void;
}

/** The transfers of whoever is signed in, over every page; nothing while there are none. */
export function TransfersPanel({ onShowFolder }: TransfersPanelProps) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const [{ event, asked }, dispatch] = useReducer(askingNext, NOTHING_ASKED);
  const outcome = useOutcome(event?.totals);

  useStream(
    (signal) => client.transfers.watch(undefined, { signal }),
    (next) => {
      dispatch({ kind: 'event', event: next });
    },
  );

  const act = useCallback(
    (action: TransferAction, ids: string[] | null) => {
      client.transfers[action]({ ids }).catch(failed);
    },
    [failed],
  );
  const showDownloads = useCallback(() => {
    desktop().showDownloads().catch(failed);
  }, [failed]);

  return (
    <>
      <p aria-live="polite" className="sr-only">
        {outcome === null || outcome.done === 0 ? '' : t('transfers.announceDone', { count: outcome.done })}{' '}
        {outcome === null || outcome.failed === 0
          ? ''
          : t('transfers.announceFailed', { count: outcome.failed })}
      </p>
      {event === null || isEmpty(event) ? null : (
        <TransfersDock
          event={event}
          seen={outcome !== null}
          onAct={act}
          onShowFolder={onShowFolder}
          onShowDownloads={showDownloads}
          onDecide={() => {
            dispatch({ kind: 'ask' });
          }}
        />
      )}
      <AskingDialog
        asked={asked}
        onClose={() => {
          dispatch({ kind: 'close' });
        }}
      />
    </>
  );
}
