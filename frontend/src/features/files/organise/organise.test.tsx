import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { toast } from 'sonner';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { contract } from '../../../../../electron/contract/contract.ts';
import type { Changed, DriveNode, Moved, PlacedNode } from '../../../../../electron/contract/drive.ts';
import type { UndoEntry } from '../../../../../electron/contract/organise.ts';
import type { Grant } from '../../../../../electron/contract/shares.ts';
import type { Person } from '../../../../../electron/contract/people.ts';
import { queryClient } from '../../../api/queries.ts';
import { SignedInAs } from '../../../api/session.ts';
import { startTexts } from '../../../i18n/i18n.ts';
import { stubDesktop } from '../../../test/desktop-stub.ts';
import { Toaster } from '../../../ui/toaster.tsx';
import { FolderTree } from './folder-tree.tsx';
import { useOrganiseKeys } from './organise-keys.ts';
import { OrganiseHost } from './organise-host.tsx';
import { type Organise, useOrganise } from './use-organise.tsx';

const ANA: Person = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Ana Souza',
  userName: 'ana',
  role: 'owner',
  mustChangePassword: false,
  quotaBytes: null,
};
const idOf = (number: number): string => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const UNDO_ID = idOf(900);

function node(number: number, name: string, kind: 'file' | 'folder' = 'file'): DriveNode {
  return {
    id: idOf(number),
    kind,
    name,
    sizeBytes: kind === 'file' ? 2000 : null,
    type: kind === 'file' ? 'document' : null,
    mime: null,
    createdAt: '2026-01-01T00:00:00Z',
    modifiedAt: '2026-01-01T00:00:00Z',
    tags: [],
    favourite: false,
    contentId: null,
  };
}
const HOME = node(1, 'Home', 'folder');
const PHOTOS = node(2, 'Photos', 'folder');
const SUMMER = node(3, 'Summer', 'folder');
const WORK = node(4, 'Work', 'folder');
const PLANS = node(5, 'Plans', 'folder');
const LETTER = node(10, 'letter.txt');
const PLAN = node(11, 'plan.txt');

/** Home (Photos (Summer)), Work: what each folder has in it, and what it is in. */
const INSIDE = new Map<string | null, DriveNode[]>([
  [null, [HOME, WORK]],
  [HOME.id, [PHOTOS]],
  [PHOTOS.id, [SUMMER]],
  [PLANS.id, []],
]);
const ABOVE = new Map([
  [HOME.id, []],
  [PHOTOS.id, [HOME]],
  [SUMMER.id, [HOME, PHOTOS]],
  [WORK.id, []],
  [PLANS.id, []],
]);

/** A folder that somebody else shares. */
function given(folder: DriveNode, access: Grant['access']): Grant {
  const owner = { id: idOf(800), name: 'Bia' };
  return { id: idOf(700), folder, owner, person: null, access, since: '2026-01-01T00:00:00Z' };
}

const ownerOf = ({ id }: DriveNode) => {
  const grant = received.find(({ folder }) => folder.id === id);
  return grant === undefined ? null : { ...grant.owner, access: grant.access };
};

/** What the core was asked to do, and how it answers; a test changes it. */
let calls: unknown[][];
let taken: Map<string, DriveNode>;
let newest: UndoEntry | null;
let batches: (string | undefined)[];
let received: Grant[];
let leftIn: Moved['leftIn'];

function change(
  kind: string,
  input: { ids: string[]; conflicts?: string; batch?: string | undefined },
): Changed {
  batches.push(input.batch);
  calls.push([kind, input]);
  const conflicts = input.ids.flatMap((id) => {
    const existing = taken.get(id);
    const own = [LETTER, PLAN, PHOTOS].find((one) => one.id === id);
    return input.conflicts === 'ask' && existing !== undefined && own !== undefined
      ? [{ node: own, existing }]
      : [];
  });
  const count = input.ids.length - conflicts.length;
  return { count, undoId: count === 0 ? null : UNDO_ID, conflicts };
}

const call = implement(contract).$context<object>();
const missing = () => {
  throw new Error('not asked for in these tests');
};
const placed = (folder: DriveNode): PlacedNode => ({
  ...folder,
  path: (ABOVE.get(folder.id) ?? []).map(({ id, name }) => ({ id, name })),
});
const router = {
  organise: call.organise.router({
    rename: call.organise.rename.handler(({ input, errors }) => {
      calls.push(['rename', input]);
      if (input.name === PLAN.name) throw errors.NAME_TAKEN({ data: { name: PLAN.name } });
      return { node: { ...LETTER, name: input.name }, undoId: UNDO_ID };
    }),
    move: call.organise.move.handler(({ input }) => ({ ...change('move', input), leftIn })),
    copy: call.organise.copy.handler(({ input }) => change('copy', input)),
    setTags: call.organise.setTags.handler(({ input }) => change('setTags', input)),
    setFavourite: call.organise.setFavourite.handler(({ input }) => change('setFavourite', input)),
    tags: call.organise.tags.handler(() => []),
    renameTag: call.organise.renameTag.handler(missing),
    undoable: call.organise.undoable.handler(() => []),
    undo: call.organise.undo.handler(({ input, errors }) => {
      calls.push(['undo', input.id]);
      if (newest === null) throw errors.NOTHING_TO_UNDO();
      return newest;
    }),
  }),
  find: call.find.router({
    search: call.find.search.handler(({ input }) => ({
      items: [HOME, PHOTOS, SUMMER, WORK, ...received.map(({ folder }) => folder)]
        .filter(({ name }) => name.toLowerCase().includes(input.text.toLowerCase()))
        .map((node) => Object.assign(placed(node), { owner: ownerOf(node) }))
        .filter(({ owner }) => !input.writable || owner?.access !== 'read'),
      next: null,
    })),
    collection: call.find.collection.handler(missing),
    folders: call.find.folders.handler(({ input }) => ({
      items: (INSIDE.get(input.folderId) ?? []).map(({ id, name }) => ({
        id,
        name,
        hasFolders: INSIDE.has(id),
      })),
      next: null,
    })),
    details: call.find.details.handler(({ input, errors }) => {
      const folder = [HOME, PHOTOS, SUMMER, WORK, PLANS].find(({ id }) => id === input.id);
      if (folder === undefined) throw errors.NOT_FOUND();
      return { ...placed(folder), owner: ownerOf(folder), versionCount: 0, versionBytes: 0 };
    }),
    measure: call.find.measure.handler(missing),
    history: call.find.history.handler(missing),
    opened: call.find.opened.handler(missing),
  }),
  grants: { received: call.grants.received.handler(() => received) },
  drive: {
    watch: call.drive.watch.handler(async function* ({ signal }) {
      yield { folderIds: [] };
      await new Promise((resolve) => {
        signal?.addEventListener('abort', resolve);
      });
    }),
    createFolder: call.drive.createFolder.handler(({ input }) => {
      calls.push(['createFolder', input]);
      const made = node(50, input.name, 'folder');
      INSIDE.set(input.parentId, [...(INSIDE.get(input.parentId) ?? []), made]);
      return made;
    }),
    trash: call.drive.trash.handler(({ input }) => change('trash', input)),
    restore: call.drive.restore.handler(({ input }) => change('restore', input)),
  },
};

const texts = startTexts('en');
stubDesktop((port) => {
  new RPCHandler(router).upgrade(port, { context: {} });
});
beforeAll(() => {
  HTMLElement.prototype.setPointerCapture = () => undefined;
});
beforeEach(() => {
  calls = [];
  taken = new Map();
  batches = [];
  received = [];
  leftIn = [];
  newest = null;
  localStorage.clear();
});
afterEach(() => {
  toast.dismiss();
  cleanup();
  queryClient.clear();
});

let organise: Organise;
function Page({
  folderId,
  selected,
}: {
  folderId: string | null | undefined;
  selected: readonly DriveNode[];
}) {
  const acts = useOrganise({ folderId, items: selected });
  useOrganiseKeys(acts, selected);
  useEffect(() => {
    organise = acts;
  });
  return (
    <>
      <input aria-label="typed" />
      {selected.map(({ id, name }) => (
        <p key={id} className={acts.clipboardIds.has(id) ? 'faint' : ''}>
          {name}
        </p>
      ))}
      {acts.dialogs}
    </>
  );
}

function world(
  folderId: string | null | undefined,
  selected: readonly DriveNode[],
  onOpen: (folderId: string | null) => void = () => undefined,
) {
  return (
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <SignedInAs value={ANA}>
          <OrganiseHost>
            <FolderTree current={folderId} onOpen={onOpen} />
            <Page folderId={folderId} selected={selected} />
          </OrganiseHost>
          <Toaster />
        </SignedInAs>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
const leaf = (name: string) => screen.findByRole('treeitem', { name });

describe('a message', () => {
  test('says what was done, and its button takes exactly that back', async () => {
    const user = userEvent.setup();
    render(world(null, [LETTER, PLAN]));
    organise.setFavourite([LETTER], true);
    expect(await screen.findByText('“letter.txt” is a favourite')).toBeDefined();
    newest = { id: UNDO_ID, kind: 'favourite', subject: 'letter.txt', count: 1, at: '2026-01-01T00:00:00Z' };
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Undone: “letter.txt” is marked as before')).toBeDefined();
    expect(calls.at(-1)).toEqual(['undo', UNDO_ID]);
  });

  test('counts what was changed', async () => {
    render(world(null, [LETTER, PLAN]));
    organise.setTags([LETTER, PLAN], { add: ['red'], remove: [] });
    expect(await screen.findByText('Tagged 2 items Red')).toBeDefined();
  });

  test('says that there is nothing to take back without alarm', async () => {
    const user = userEvent.setup();
    render(world(null, []));
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('There is nothing to undo')).toBeDefined();
    expect(document.querySelector('[data-sonner-toast][data-type="error"]')).toBeNull();
  });
});

describe('Ctrl+Z', () => {
  test('takes back the newest change, and says which that was', async () => {
    const user = userEvent.setup();
    newest = { id: UNDO_ID, kind: 'move', subject: 'plan.txt', count: 3, at: '2026-01-01T00:00:00Z' };
    render(world(null, []));
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('Undone: 3 items are back where they were')).toBeDefined();
    expect(calls).toEqual([['undo', null]]);
  });

  test('belongs to the box while one types, and to the dialog while one is asked', async () => {
    const user = userEvent.setup();
    render(world(null, [LETTER]));
    await user.click(screen.getByRole('textbox', { name: 'typed' }));
    await user.keyboard('{Control>}z{/Control}');
    await user.click(document.body);
    await user.keyboard('{F2}');
    expect(await screen.findByRole('dialog')).toBeDefined();
    await user.keyboard('{Control>}z{/Control}');
    expect(calls).toEqual([]);
  });
});

test('what conflicts is asked about once, in one batch, and done again by answer', async () => {
  const user = userEvent.setup();
  taken.set(LETTER.id, { ...node(20, 'Letter.txt'), sizeBytes: 5000 });
  render(world(WORK.id, [LETTER, PLAN]));
  await user.keyboard('{Control>}x{/Control}');
  expect(screen.getByText('letter.txt', { selector: '.faint' })).toBeDefined();
  await user.keyboard('{Control>}v{/Control}');
  const dialog = await screen.findByRole('dialog', { name: '“Letter.txt” is already there' });
  await user.click(within(dialog).getByRole('radio', { name: /Replace/u }));
  await user.click(within(dialog).getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText('Moved 2 items to Work')).toBeDefined();
  expect(calls.filter(([kind]) => kind === 'move')).toMatchObject([
    ['move', { ids: [LETTER.id, PLAN.id], folderId: WORK.id, conflicts: 'ask' }],
    ['move', { ids: [LETTER.id], folderId: WORK.id, conflicts: 'replace' }],
  ]);
  expect(new Set(batches).size).toBe(1);
  expect(screen.queryByText('letter.txt', { selector: '.faint' })).toBeNull();
});

test('a name that is taken is said where it is typed, and the dialog stays', async () => {
  const user = userEvent.setup();
  render(world(null, [LETTER]));
  await user.keyboard('{F2}');
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'New name' });
  await waitFor(() => expect(field.selectionEnd).toBe('letter'.length));
  await user.keyboard('plan');
  await user.keyboard('{Enter}');
  expect(await screen.findByText(/already something called “plan.txt”/u)).toBeDefined();
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, 'carta.txt{Enter}');
  expect(await screen.findByText('“letter.txt” is now called “carta.txt”')).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
});

describe('the tree', () => {
  test('is one stop of the Tab key, and arrows open, enter, leave and close its branches', async () => {
    const user = userEvent.setup();
    render(world(undefined, []));
    await leaf('Home');
    await user.tab();
    expect(document.activeElement).toBe(await leaf('Home'));
    expect((await leaf('Home')).getAttribute('aria-expanded')).toBe('false');
    expect((await leaf('Work')).hasAttribute('aria-expanded')).toBe(false);
    await user.keyboard('{ArrowRight}');
    const photos = await leaf('Photos');
    expect(photos.getAttribute('aria-level')).toBe('2');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(photos);
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(await leaf('Home'));
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByRole('treeitem', { name: 'Photos' })).toBeNull();
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(await leaf('Work'));
    await user.keyboard('h');
    expect(document.activeElement).toBe(await leaf('Home'));
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(await leaf('Work'));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'typed' }));
  });

  test('opens a folder by Enter or a click, and the way to the one that is shown', async () => {
    const user = userEvent.setup();
    const onOpen = vi.fn<(folderId: string | null) => void>();
    render(world(SUMMER.id, [], onOpen));
    const summer = await leaf('Summer');
    expect(summer.getAttribute('aria-current')).toBe('page');
    (await leaf('Photos')).focus();
    await user.keyboard('{Enter}');
    await user.click(await leaf('Work'));
    expect(onOpen.mock.calls).toEqual([[PHOTOS.id], [WORK.id]]);
  });
});

describe('the question where to', () => {
  test('is answered by keyboard alone in the tree', async () => {
    const user = userEvent.setup();
    render(world(null, [LETTER]));
    organise.moveTo([LETTER]);
    const dialog = await screen.findByRole('dialog', { name: 'Move “letter.txt” to…' });
    expect(within(dialog).getByRole('button', { name: 'Move here' })).toHaveProperty('disabled', true);
    await within(dialog).findByRole('treeitem', { name: 'Home' });
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    await within(dialog).findByRole('treeitem', { name: 'Photos' });
    await user.keyboard('{ArrowRight}');
    expect(within(dialog).getByTitle('Files / Home / Photos')).toBeDefined();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Moved “letter.txt” to Photos')).toBeDefined();
    expect(calls.find(([kind]) => kind === 'move')?.[1]).toMatchObject({ folderId: PHOTOS.id });
  });

  test('refuses a folder for itself and for what is in it, in the tree and among what is found', async () => {
    const user = userEvent.setup();
    render(world(HOME.id, [PHOTOS]));
    organise.copyTo([PHOTOS]);
    const dialog = await screen.findByRole('dialog');
    const photos = await within(dialog).findByRole('treeitem', { name: 'Photos' });
    expect(photos.getAttribute('aria-disabled')).toBe('true');
    expect(photos.hasAttribute('aria-expanded')).toBe(false);
    await user.click(photos);
    expect(within(dialog).getByText('A folder cannot go into itself.')).toBeDefined();
    await user.type(within(dialog).getByRole('searchbox'), 'summ');
    await user.click(await within(dialog).findByRole('option', { name: /Summer/u }));
    expect(within(dialog).getByRole('button', { name: 'Copy here' })).toHaveProperty('disabled', true);
    await user.clear(within(dialog).getByRole('searchbox'));
    await user.click(await within(dialog).findByRole('treeitem', { name: 'Work' }));
    expect(within(dialog).getByRole('button', { name: 'Copy here' })).toHaveProperty('disabled', false);
  });

  test('makes a folder on the way, and offers it again the next time', async () => {
    const user = userEvent.setup();
    render(world(null, [LETTER]));
    organise.moveTo([LETTER]);
    let dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('treeitem', { name: 'Work' }));
    await user.click(within(dialog).getByRole('button', { name: 'Move here' }));
    await screen.findByText('Moved “letter.txt” to Work');
    organise.moveTo([LETTER]);
    dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('button', { name: 'Work' }));
    await user.click(within(dialog).getByRole('button', { name: 'New folder here' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'Name of the new folder' }), 'Bills{Enter}');
    expect(await within(dialog).findByTitle('Files / Work / Bills')).toBeDefined();
    await waitFor(() =>
      expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Move here' })),
    );
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Moved “letter.txt” to Bills')).toBeDefined();
    INSIDE.delete(WORK.id);
  });

  test('offers what others share and let one change, and nothing that one may only look at', async () => {
    const user = userEvent.setup();
    received = [given(PLANS, 'write'), given(HOME, 'read')];
    leftIn = [{ owner: '', mine: true }];
    render(world(null, [LETTER]));
    organise.moveTo([LETTER]);
    const dialog = await screen.findByRole('dialog');
    const branch = await within(dialog).findByRole('treeitem', { name: 'Shared with me' });
    expect(within(dialog).queryByRole('treeitem', { name: 'Home Bia' })).toBeNull();
    branch.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(within(dialog).getByRole('treeitem', { name: 'Plans Bia' }));
    expect(within(dialog).getByTitle('Shared with me / Plans')).toBeDefined();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Moved “letter.txt” to Plans')).toBeDefined();
    expect(screen.getByText('The original is in your trash.')).toBeDefined();
    expect(calls.find(([kind]) => kind === 'move')?.[1]).toMatchObject({ folderId: PLANS.id });

    organise.moveTo([LETTER]);
    const again = await screen.findByRole('dialog');
    await user.click(await within(again).findByRole('button', { name: 'Plans' }));
    expect(await within(again).findByTitle('Shared with me / Plans')).toBeDefined();
    await user.type(within(again).getByRole('searchbox'), 'plan');
    await user.click(await within(again).findByRole('option', { name: /^Plans.*Shared by Bia/u }));
    expect(within(again).getByTitle('Shared with me / Plans')).toBeDefined();
    await user.clear(within(again).getByRole('searchbox'));
    const branchAgain = await within(again).findByRole('treeitem', { name: 'Shared with me' });
    await user.click(branchAgain);
    expect(branchAgain.getAttribute('aria-expanded')).toBe('false');
    expect(within(again).queryByRole('treeitem', { name: 'Plans Bia' })).toBeNull();
  });
});

test('what is moved out of somebody’s folder says whose trash has the original', async () => {
  leftIn = [{ owner: 'Bia', mine: false }];
  const user = userEvent.setup();
  render(world(WORK.id, [LETTER]));
  await user.keyboard('{Control>}x{/Control}');
  await user.keyboard('{Control>}v{/Control}');
  expect(await screen.findByText('The original is in the trash of Bia.')).toBeDefined();
});

test('a copy for one’s own files goes to their top', async () => {
  render(world(WORK.id, [LETTER]));
  organise.copyToMine([LETTER]);
  expect(await screen.findByText('Copied “letter.txt” to Files')).toBeDefined();
  expect(calls).toMatchObject([['copy', { ids: [LETTER.id], folderId: null }]]);
});
