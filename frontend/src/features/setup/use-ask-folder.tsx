import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { computer } from '../../api/desktop.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Question {
  readonly begin: string;
  readonly answer: (folder: string | null) => void;
}

/**
 * Asks for a folder of the cloud's computer: by the system's dialog in the window, by typing in a browser, which sees
 * no folders of that computer. `dialog` has to be shown; `ask` answers null when the person changed their mind.
 */
export function useAskFolder(): {
  readonly ask: (begin: string) => Promise<string | null>;
  readonly dialog: ReactNode;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  function answer(folder: string | null): void {
    question?.answer(folder);
    setQuestion(null);
  }
  return {
    ask(begin) {
      const own = computer();
      if (own !== null) return own.chooseDataFolder();
      return new Promise((resolve) => {
        setQuestion({ begin, answer: resolve });
      });
    },
    dialog: question === null ? null : <FolderDialog begin={question.begin} onAnswer={answer} />,
  };
}

interface FolderDialogProps {
  readonly begin: string;
  readonly onAnswer: (folder: string | null) => void;
}

function FolderDialog({ begin, onAnswer }: FolderDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const [folder, setFolder] = useState(begin);
  const typed = folder.trim();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed !== '') onAnswer(typed);
  }
  return (
    <Dialog
      open
      size="sm"
      title={t('setup.location.typeTitle')}
      onOpenChange={() => onAnswer(null)}
      footer={
        <>
          <Button onClick={() => onAnswer(null)}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={typed === ''}>
            {t('setup.location.typeUse')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('setup.location.typeLabel')}
          hint={t('setup.location.typeHint')}
          value={folder}
          autoComplete="off"
          autoCapitalize="none"
          onChange={({ target }) => setFolder(target.value)}
        />
      </form>
    </Dialog>
  );
}
