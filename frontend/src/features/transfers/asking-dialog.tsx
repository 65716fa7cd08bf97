import { client } from '../../api/client.ts';
import { useFailureToast } from '../../api/failure.ts';
import { ConflictDialog, type ConflictDecision } from '../../ui/conflict-dialog.tsx';
import { type Asked, oneAnswer } from './asking.ts';

interface AskingDialogProps {
  readonly asked: Asked | null;
  readonly onClose: () => void;
}

/** Asks what becomes of the uploads of a batch whose names are taken; closing it leaves them asking. */
export function AskingDialog({ asked, onClose }: AskingDialogProps) {
  const failed = useFailureToast();
  if (asked === null) return null;
  return (
    <ConflictDialog
      key={asked.batchId}
      conflicts={asked.conflicts}
      onCancel={onClose}
      onDecide={(decisions) => {
        onClose();
        decide(asked.batchId, decisions).catch(failed);
      }}
    />
  );
}

async function decide(batchId: string, decisions: ReadonlyMap<string, ConflictDecision>): Promise<void> {
  const all = oneAnswer(decisions);
  if (all !== null) {
    await client.transfers.decide({ batchId, ids: null, choice: all });
    return;
  }
  for (const choice of ['replace', 'keepBoth', 'skip'] as const) {
    const ids = [...decisions].filter(([, decision]) => decision === choice).map(([id]) => id);
    if (ids.length > 0) await client.transfers.decide({ batchId, ids, choice });
  }
}
