import { type ReactNode, useCallback, useState } from 'react';
import type { NameConflict } from '../../../../../electron/contract/drive.ts';
import { type Conflict, type ConflictDecision, ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import type { Ask } from './carry.ts';

type Answer = ReadonlyMap<string, ConflictDecision> | null;

interface Question {
  readonly conflicts: readonly Conflict[];
  readonly answer: (decisions: Answer) => void;
}

/** Asks about conflicts in a dialog, one question after the other. */
export function useAsk(): { readonly ask: Ask; readonly dialog: ReactNode } {
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const ask = useCallback<Ask>(
    (conflicts) =>
      new Promise((resolve) => {
        const question: Question = {
          conflicts: conflicts.map(toConflict),
          answer(decisions) {
            setQuestions((open) => open.filter((one) => one !== question));
            resolve(decisions);
          },
        };
        setQuestions((open) => [...open, question]);
      }),
    [],
  );
  const [question] = questions;
  return {
    ask,
    dialog:
      question === undefined ? null : (
        <ConflictDialog
          key={question.conflicts[0]?.id}
          conflicts={question.conflicts}
          onDecide={question.answer}
          onCancel={() => question.answer(null)}
        />
      ),
  };
}

function toConflict({ node, existing }: NameConflict): Conflict {
  const { id, kind, type } = node;
  return {
    id,
    kind,
    type,
    // What is there may be written in other letters; it is what one looks for.
    name: existing.name,
    incoming: { sizeBytes: node.sizeBytes, modifiedAt: node.modifiedAt },
    existing: { sizeBytes: existing.sizeBytes, modifiedAt: existing.modifiedAt },
    canReplace: kind === existing.kind,
  };
}
