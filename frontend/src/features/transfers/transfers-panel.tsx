import { useCallback, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFailureToast } from '../../api/failure.ts';
import { pickFiles } from '../../api/pick-files.ts';
import { useTransfers } from '../../api/transfers.ts';
import type { Transfer } from '../../../../electron/contract/transfers.ts';
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

  const transfers = useTransfers((next) => {
    dispatch({ kind: 'event', event: next });
  });

  const act = useCallback(
    (action: TransferAction, ids: string[] | null) => {
      transfers.act(action, ids).catch(failed);
    },
    [transfers, failed],
  );
  const { showDownload } = transfers;

  /** An upload that broke off with its page goes on once its file is at hand again. */
  async function chooseAgain({ id, name }: Transfer): Promise<void> {
    const [file] = await pickFiles({ single: true });
    if (file !== undefined && !transfers.give(id, file)) toast.error(t('browser.otherFile', { name }));
  }

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
          onShowDownload={(id) => void showDownload?.(id).catch(failed)}
          onChooseAgain={(transfer) => void chooseAgain(transfer)}
          onDecide={() => {
            dispatch({ kind: 'ask' });
          }}
        />
      )}
      <AskingDialog
        asked={asked}
        onDecide={(...decision) => transfers.decide(...decision)}
        onClose={() => {
          dispatch({ kind: 'close' });
        }}
      />
    </>
  );
}
