import { useFailureToast } from '../../api/failure.ts';
import type { TransferActs } from '../../api/transfers.ts';
import { ConflictDialog, type ConflictDecision } from '../../ui/conflict-dialog.tsx';
import { type Asked, oneAnswer } from './asking.ts';

interface AskingDialogProps {
  readonly asked: Asked | null;
  readonly onDecide: TransferActs['decide'];
  readonly onClose: () => void;
}

/** Asks what becomes of the uploads of a batch whose names are taken; closing it leaves them asking. */
export function AskingDialog({ asked, onDecide, onClose }: AskingDialogProps) {
  const failed = useFailureToast();
  if (asked === null) return null;
  return (
    <ConflictDialog
      key={asked.batchId}
      conflicts={asked.conflicts}
      onCancel={onClose}
      onDecide={(decisions) => {
        onClose();
        decide(onDecide, asked.batchId, decisions).catch(failed);
      }}
    />
  );
}

async function decide(
  tell: TransferActs['decide'],
  batchId: string,
  decisions: ReadonlyMap<string, ConflictDecision>,
): Promise<void> {
  const all = oneAnswer(decisions);
  if (all !== null) {
    await tell(batchId, null, all);
    return;
  }
  for (const choice of ['replace', 'keepBoth', 'skip'] as const) {
    const ids = [...decisions].filter(([, decision]) => decision === choice).map(([id]) => id);
    if (ids.length > 0) await tell(batchId, ids, choice);
  }
}
