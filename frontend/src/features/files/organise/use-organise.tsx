import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { DriveNode, TagColor } from '../../../../../electron/contract/drive.ts';
import { type Changes, useChanges } from './changes.ts';
import { afterPasting, leaving, pasting, useClipboard } from './clipboard.ts';
import type { Reach } from './drag-rules.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { commonFolder } from './place-rules.ts';
import { RenameDialog } from './rename-dialog.tsx';

export interface OrganiseInput {
  /** The folder that is shown: null is the top, and undefined is no folder (favourites, a tag, what was found). */
  readonly folderId: string | null | undefined;
  /** What is shown. */
  readonly items: readonly DriveNode[];
  /** What the person may do there; everything when absent. */
  readonly reach?: Reach | undefined;
}

export interface TagChange {
  readonly add: readonly TagColor[];
  readonly remove: readonly TagColor[];
}

/** All that can be done with files and folders where they are shown; each says what it did, and can be taken back. */
export interface Organise {
  /** Asks for another name. */
  readonly rename: (node: DriveNode) => void;
  /** Asks where to. */
  readonly moveTo: (nodes: readonly DriveNode[]) => void;
  /** Asks where to. */
  readonly copyTo: (nodes: readonly DriveNode[]) => void;
  /** Puts copies at the top of the person's own files. */
  readonly copyToMine: (nodes: readonly DriveNode[]) => void;
  /** Makes a copy beside each, under a free name. */
  readonly duplicate: (nodes: readonly DriveNode[]) => void;
  readonly cut: (nodes: readonly DriveNode[]) => void;
  readonly copy: (nodes: readonly DriveNode[]) => void;
  /** Puts what was cut or copied into the folder that is shown. */
  readonly paste: () => void;
  readonly canPaste: boolean;
  /** What was cut and not pasted yet: drawn faint. */
  readonly clipboardIds: ReadonlySet<string>;
  readonly setTags: (nodes: readonly DriveNode[], change: TagChange) => void;
  readonly setFavourite: (nodes: readonly DriveNode[], favourite: boolean) => void;
  /** Takes back the newest change. */
  readonly undo: () => void;
  /** The questions of all this; goes anywhere on the page. */
  readonly dialogs: ReactNode;
}

/** There is one clipboard, so there is one message about it. */
const CLIPBOARD_MESSAGE = 'clipboard';

type Question =
  | { readonly ask: 'rename'; readonly node: DriveNode }
  | { readonly ask: 'move' | 'copy'; readonly nodes: readonly DriveNode[] };

/**
 * What a page needs to organise what it shows; works only within the
 * {@link import('./organise-host.tsx').OrganiseHost}.
 */
export function useOrganise({ folderId, reach = 'own' }: OrganiseInput): Organise {
  const { t } = useTranslation();
  const changes = useChanges();
  const { clipboard, keep, putBack } = useClipboard();
  const [question, setQuestion] = useState<Question | null>(null);
  const clipboardIds = useMemo(() => leaving(clipboard), [clipboard]);
  const pasted = pasting(clipboard, folderId);

  function take(how: 'cut' | 'copy', nodes: readonly DriveNode[]): void {
    const [first] = nodes;
    if (first === undefined) return;
    keep({ how, nodes, from: commonFolder(nodes, folderId) });
    const of = { count: nodes.length, name: first.name };
    toast(t(how === 'cut' ? 'organise.cut' : 'organise.copiedForPaste', of), { id: CLIPBOARD_MESSAGE });
  }

  function paste(): void {
    if (clipboard === null || pasted === null || folderId === undefined) return;
    toast.dismiss(CLIPBOARD_MESSAGE);
    keep(afterPasting(clipboard));
    void changes.transport(pasted, clipboard.nodes, { id: folderId }).then((done) => {
      if (!done) putBack(clipboard);
    });
  }

  return {
    rename: (node) => setQuestion({ ask: 'rename', node }),
    moveTo: (nodes) => setQuestion({ ask: 'move', nodes }),
    copyTo: (nodes) => setQuestion({ ask: 'copy', nodes }),
    copyToMine: (nodes) => void changes.transport('copy', nodes, { id: null, name: t('files.title') }),
    duplicate: (nodes) => duplicate(changes, nodes, folderId),
    cut: (nodes) => take('cut', nodes),
    copy: (nodes) => take('copy', nodes),
    paste,
    canPaste: pasted !== null,
    clipboardIds,
    setTags: (nodes, change) => void changes.setTags(nodes, change),
    setFavourite: (nodes, favourite) => void changes.setFavourite(nodes, favourite),
    undo: () => void changes.undo(null),
    dialogs: (
      <Questions question={question} folderId={folderId} reach={reach} onClose={() => setQuestion(null)} />
    ),
  };
}

/** Makes a copy of each in the folder that it is in. */
function duplicate(changes: Changes, nodes: readonly DriveNode[], shown: string | null | undefined): void {
  const byFolder = new Map<string | null, DriveNode[]>();
  for (const node of nodes) {
    const folder = commonFolder([node], shown);
    if (folder === undefined) continue;
    const group = byFolder.get(folder);
    if (group === undefined) byFolder.set(folder, [node]);
    else group.push(node);
  }
  for (const [folder, group] of byFolder) void changes.duplicate(group, folder);
}

interface QuestionsProps {
  readonly question: Question | null;
  readonly folderId: string | null | undefined;
  readonly reach: Reach;
  readonly onClose: () => void;
}

function Questions({ question, folderId, reach, onClose }: QuestionsProps) {
  const changes = useChanges();
  if (question === null) return null;
  if (question.ask === 'rename') return <RenameDialog node={question.node} onClose={onClose} />;
  const { ask, nodes } = question;
  return (
    <PlaceDialog
      how={ask}
      nodes={nodes}
      from={commonFolder(nodes, folderId)}
      reach={reach}
      onPlace={(place) => void changes.transport(ask, nodes, place)}
      onClose={onClose}
    />
  );
}
