import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { TagColor } from '../../../../../electron/contract/drive.ts';
import type { UndoEntry } from '../../../../../electron/contract/organise.ts';
import { hasCode } from '../../../api/errors.ts';
import { useFailureText, useFailureToast } from '../../../api/failure.ts';
import { useTagNames } from '../../../api/tags.ts';
import type { FailureText } from '../../../i18n/failure-text.ts';
import type { Carried } from './carry.ts';
import type { Named } from './changes.ts';
import type { TagChange } from './use-organise.tsx';

/** How long a message with a way back stays, in milliseconds. */
const UNDO_MS = 10_000;

/** Takes back changes, in the order in which they were done. */
type TakeBack = (undoIds: readonly string[]) => void;

/** What a message says of a change: `count` entries, the first of which is called `name`. */
interface Subject {
  readonly count: number;
  readonly name: string;
}

interface SayDeps {
  readonly t: TFunction;
  readonly tagName: (color: TagColor) => string;
  readonly failureText: (error: unknown) => FailureText;
  readonly failed: (error: unknown) => void;
}

/** Messages about changes, each with its way back. */
export type Say = ReturnType<typeof makeSay>;

function makeSay({ t, tagName, failureText, failed }: SayDeps, takeBack: TakeBack) {
  function done(sentence: string, undoIds: readonly string[], description?: string): void {
    const newest = undoIds.at(-1);
    toast(sentence, {
      ...(description === undefined ? {} : { description }),
      ...(newest === undefined
        ? {}
        : {
            id: newest,
            duration: UNDO_MS,
            action: { label: t('organise.undo'), onClick: () => takeBack(undoIds) },
          }),
    });
  }

  function carried(
    nodes: readonly Named[],
    { count, leftOut, undoIds, failure }: Carried,
    sentence: (of: Subject) => string,
    more?: string,
  ): void {
    if (count > 0) {
      const name = nodes.find(({ id }) => !leftOut.has(id))?.name ?? '';
      const stayed = leftOut.size > 0 ? t('organise.leftOut', { count: leftOut.size }) : undefined;
      const description = [more, stayed].filter((one) => one !== undefined).join(' ');
      done(sentence({ count, name }), undoIds, description === '' ? undefined : description);
    } else if (failure === undefined) toast(t('organise.nothingChanged'));
    if (failure !== undefined) failed(failure);
  }

  /** What became of what was moved out of a drive, which is a copy where it went to. */
  function originals({ leftIn, count }: Carried): string | undefined {
    const owner = leftIn.find(({ mine }) => !mine)?.owner;
    if (leftIn.some(({ mine }) => mine)) return t('organise.originalsMine', { count });
    return owner === undefined ? undefined : t('organise.originalsTheirs', { count, owner });
  }

  const namesOf = (colors: readonly TagColor[]) => colors.map(tagName).join(', ');
  return {
    failed,
    transported(how: 'move' | 'copy', nodes: readonly Named[], outcome: Carried, place: string): void {
      carried(
        nodes,
        outcome,
        (of) => t(how === 'move' ? 'organise.moved' : 'organise.copied', { ...of, place }),
        originals(outcome),
      );
    },
    duplicated(nodes: readonly Named[], outcome: Carried): void {
      carried(nodes, outcome, (of) => t('organise.duplicated', { ...of }));
    },
    restored(nodes: readonly Named[], outcome: Carried): void {
      carried(nodes, outcome, (of) => t('organise.restored', { ...of }));
    },
    trashed(nodes: readonly Named[], outcome: Carried): void {
      carried(nodes, outcome, (of) => t('organise.trashed', { ...of }));
    },
    favoured(nodes: readonly Named[], outcome: Carried, favourite: boolean): void {
      carried(nodes, outcome, (of) =>
        t(favourite ? 'organise.favourite' : 'organise.notFavourite', { ...of }),
      );
    },
    tagged(nodes: readonly Named[], outcome: Carried, { add, remove }: TagChange): void {
      carried(nodes, outcome, (of) => {
        if (remove.length === 0) return t('organise.tagAdded', { ...of, tag: namesOf(add) });
        if (add.length === 0) return t('organise.tagRemoved', { ...of, tag: namesOf(remove) });
        return t('organise.tagsChanged', { ...of });
      });
    },
    renamed(from: string, to: string, undoId: string | null): void {
      if (undoId !== null) done(t('organise.renamed', { from, to }), [undoId]);
    },
    undone({ id, kind, subject, count }: UndoEntry): void {
      // The change's own message offers what has been done.
      toast.dismiss(id);
      toast(t(`organise.undone.${kind}`, { count, name: subject }));
    },
    notUndone(error: unknown): void {
      if (!hasCode(error, 'NOTHING_TO_UNDO', 'UNDO_OUTDATED')) {
        failed(error);
        return;
      }
      // Nothing went wrong, so it does not look like it.
      const { title, message } = failureText(error);
      toast(title, { description: message });
    },
  };
}

/** Makes the messages, in the language in use; `takeBack` is called by their buttons. */
export function useSay(): (takeBack: TakeBack) => Say {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const failed = useFailureToast();
  const tagName = useTagNames();
  return useMemo(
    () => (takeBack) => makeSay({ t, tagName, failureText, failed }, takeBack),
    [t, tagName, failureText, failed],
  );
}
