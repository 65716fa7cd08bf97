import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { storeMany as storeFiles } from '../../../tests/support/many-files.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { searchInput, type SearchInput } from '../../contract/find.ts';
import { newId } from '../lib/ids.ts';
import { wanted } from '../lib/search-text.ts';
import { nameWindowQuery, type Filters } from './search.table.ts';

let world: DriveWorld;
let ana: Resident;
beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
});
afterEach(() => world.close());

const search = (input: SearchInput, person = ana) =>
  world.drive.find.search(person.caller, searchInput.parse(input), undefined);
const names = async (text: string, more: Partial<SearchInput> = {}, person = ana) =>
  (await search({ text, ...more }, person)).items.map(({ name }) => name);
const folder = async (name: string, parentId: string | null = null) =>
  (await world.drive.service.createFolder(ana.caller, { parentId, name }, undefined)).id;
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);

const storeMany = (count: number, name: (index: number) => string, parentId = ana.rootId) =>
  storeFiles(world.database.db, ana.id, parentId, { count, name });

describe('a name is found', () => {
  test.each([
    'relatorio',
    'RELATÓRIO',
    'Relato\u0301rio',
    'latori',
    'vendas',
    'vendas relatorio',
    'rel ven 2026',
    'r',
    're',
    'v',
    've',
    '.pdf',
    'relatório de vendas 2026.pdf',
    ' vendas ',
  ])('by %j', async (text) => {
    await ana.store('Relatório de vendas 2026.pdf');
    await ana.store('Fotografia.jpg');
    expect(await names(text)).toEqual(['Relatório de vendas 2026.pdf']);
  });

  test.each(['elat orio x', 'relatorio compras', 'x', 'el', 'zz'])('not by %j', async (text) => {
    await ana.store('Relatório de vendas 2026.pdf');
    expect(await names(text)).toEqual([]);
  });

  test.each([
    ['vendas - 2026', 'Relatório de vendas - 2026.pdf'],
    ['- vendas', 'Relatório de vendas - 2026.pdf'],
    ['%', '100% algodão.txt'],
    ['_', 'IMG_0001.jpg'],
    ["'", "d'água.txt"],
    ['#1', 'Foto #1.jpg'],
    ['.c', 'MAIN.C'],
    ['.ç', 'x.Ç'],
    ['--', 'a--b.txt'],
    ['–', 'a – b.txt'],
    ['# –', 'a – #b.txt'],
  ])('by %j with the signs between its words: %s', async (text, name) => {
    await ana.store('another 2026 vendas cold 1');
    const inside = await folder('inside');
    await ana.store(name);
    await ana.store(name, { folderId: inside });
    expect(await names(text)).toEqual([name, name]);
    expect(await names(text, { folderId: inside })).toEqual([name]);
  });

  test('by a sign among thousands that do not have it, page by page', async () => {
    await storeMany(3500, (index) => (index % 700 === 0 ? `nota #${index}.txt` : `nota ${index}.txt`));
    const first = await search({ text: '#', limit: 3 });
    const second = await search({ text: '#', limit: 3, cursor: first.next });
    const found = [...first.items, ...second.items].map(({ name }) => name);
    expect(found.toSorted()).toEqual([0, 1400, 2100, 2800, 700].map((index) => `nota #${index}.txt`));
    expect(second.next).toBeNull();
  });

  test.each([
    ['Straße.txt', 'strasse'],
    ['Straße.txt', 'straß'],
    ['İstanbul ılık.txt', 'istanbul ilik'],
    ['praia 📷 2026.jpg', '📷'],
    ['📷📷📷.jpg', '📷📷'],
    ['東京旅行の写真.jpg', '旅行'],
    ['東京旅行の写真.jpg', '旅'],
    ['김치 사진.jpg', '사진'],
    ['Ὀδυσσεύς.txt', 'οδυσσευς'],
    [`${'é'.repeat(251)}.txt`, 'é'.repeat(251)],
    ['e\u0301te\u0301.txt', 'ete'],
  ])('%j by %j, whatever the script', async (name, text) => {
    await ana.store(name);
    await ana.store('another.bin');
    expect(await names(text)).toEqual([name.normalize('NFC')]);
  });

  test.each([
    '"',
    '*',
    'a"b',
    '" OR "',
    'NEAR(a b)',
    'a AND',
    'NOT a',
    'name:a',
    '^a',
    '{owner}:a',
    '%',
    '_',
    "'; drop table nodes; --",
    '\\',
    '((((',
    '\u0000',
    'a'.repeat(500),
    'a '.repeat(250),
    '\u{FFF00}\u{FFF00}',
    '\u{10ABCD}',
  ])('%j is text like any other, and does no harm', async (text) => {
    await ana.store('plain.bin');
    const name = text.replaceAll(/[/\0]/gu, '').trim();
    if (name !== '' && name.length < 250) await ana.store(`${name} x`);
    const found = await names(text);
    expect(found).not.toContain('plain.bin');
    const findable = name.length > 2 && name.length < 250 && !/[\u{FFF00}-\u{10FFFF}]/u.test(name);
    expect(found).toEqual(findable ? [`${name} x`] : found);
  });

  test('exactly when it would be by looking at each name, whatever is typed', async () => {
    const words = fc.constantFrom(
      'rel',
      'Relatório',
      'a',
      'ab',
      'Ç',
      'praia',
      '2026',
      '.',
      '-',
      '#',
      '_',
      '—',
      '写真',
      '📷',
      'é',
      'ß',
    );
    const phrase = fc
      .array(fc.tuple(words, fc.constantFrom(' ', '', '_', '.')), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.flat().join('').trim())
      .filter((text) => text !== '' && text !== '.' && text !== '..');
    const stored = fc.sample(phrase, { numRuns: 150, seed: 7 });
    for (const name of stored) await ana.store(`${name}~${newId()}`);
    const all = (
      await world.database.db.selectFrom('nodes').select('name').where('kind', '=', 'file').execute()
    ).map(({ name }) => name);
    await fc.assert(
      fc.asyncProperty(phrase, async (text) => {
        const what = wanted(text, ana.id);
        const expected = all.filter((name) => what !== undefined && what.judge(name) !== null);
        const found = await names(text, { limit: 200 });
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe('the index follows', () => {
  test('a name that changes, and forgets the old one', async () => {
    const { id } = await ana.store('before.txt');
    await world.database.db.updateTable('nodes').set({ name: 'after.txt' }).where('id', '=', id).execute();
    expect(await names('before')).toEqual([]);
    expect(await names('after')).toEqual(['after.txt']);
  });

  test('an entry that is deleted for ever', async () => {
    const { id } = await ana.store('gone.txt');
    await trash(id);
    expect(await names('gone')).toEqual([]);
    await world.drive.service.deleteForever(ana.caller, { ids: [id] }, undefined);
    const { db } = world.database;
    const left = await db.selectFrom('search_entries').selectAll().where('node_id', '=', id).execute();
    expect(left).toEqual([]);
  });

  test('an entry that comes back from the trash', async () => {
    const { id } = await ana.store('back.txt');
    await trash(id);
    await world.drive.service.restore(ana.caller, { ids: [id], conflicts: 'keepBoth' }, undefined);
    expect(await names('back')).toEqual(['back.txt']);
  });

  test('a name that goes to another person', async () => {
    const bob = await world.person();
    await ana.store('inherited.txt');
    await world.database.db
      .transaction()
      .execute((tx) => world.drive.access.giveAll(tx, ana.id, bob.id, 'From Ana'));
    expect(await names('inherited', {}, bob)).toEqual(['inherited.txt']);
    expect(await names('from ana', {}, bob)).toEqual(['From Ana']);
    expect(await names('inherited')).toEqual([]);
  });

  test('a database that is compacted', async () => {
    await ana.store('first.txt');
    const { id } = await ana.store('second.txt');
    await trash(id);
    await world.drive.service.deleteForever(ana.caller, { ids: [id] }, undefined);
    await ana.store('third.txt');
    await world.database.db.executeQuery({
      ...world.database.db.selectFrom('nodes').compile(),
      sql: 'vacuum',
    });
    expect(await names('third')).toEqual(['third.txt']);
    expect(await names('first')).toEqual(['first.txt']);
  });
});

describe('what is found', () => {
  test('says where it is', async () => {
    const outer = await folder('Obras');
    const inner = await folder('Casa', outer);
    await ana.store('planta.pdf', { folderId: inner });
    const { items } = await search({ text: 'planta' });
    expect(items).toMatchObject([
      {
        name: 'planta.pdf',
        path: [
          { id: outer, name: 'Obras' },
          { id: inner, name: 'Casa' },
        ],
      },
    ]);
  });

  test('is never another person’s, not even by the same name', async () => {
    const bob = await world.person();
    await ana.store('segredo da ana.txt');
    await bob.store('segredo do bob.txt');
    expect(await names('segredo')).toEqual(['segredo da ana.txt']);
    expect(await names('', {}, bob)).toEqual(['segredo do bob.txt']);
    const anas = await folder('Só da Ana');
    await expect(search({ text: 'segredo', folderId: anas }, bob)).rejects.toMatchObject({
      code: 'FOLDER_GONE',
    });
  });

  test('is nothing in the trash, however far below', async () => {
    const outer = await folder('outer');
    const inner = await folder('inner', outer);
    await ana.store('deep.txt', { folderId: inner });
    const { id } = await ana.store('deep too.txt');
    await trash(outer, id);
    expect(await names('deep')).toEqual([]);
    expect(await names('inner')).toEqual([]);
    expect(await names('')).toEqual([]);
  });

  test('never includes the top folder', async () => {
    expect(await names('')).toEqual([]);
  });

  test('begins with names that begin with the text, then those changed last', async () => {
    await ana.store('old plan.txt', { modifiedAt: '2020-01-01T00:00:00.000Z' });
    await ana.store('new plan.txt', { modifiedAt: '2026-01-01T00:00:00.000Z' });
    await ana.store('plan a.txt', { modifiedAt: '2021-01-01T00:00:00.000Z' });
    await ana.store('Plán b.txt', { modifiedAt: '2022-01-01T00:00:00.000Z' });
    expect(await names('plan')).toEqual(['Plán b.txt', 'plan a.txt', 'new plan.txt', 'old plan.txt']);
  });
});

describe('filters', () => {
  beforeEach(async () => {
    await folder('plan folder');
    await ana.store('plan.pdf', { size: 10, modifiedAt: '2025-06-01T10:00:00.000Z' });
    await ana.store('plan.jpg', { size: 2000, modifiedAt: '2026-02-01T10:00:00.000Z' });
    const { id } = await ana.store('plan.mp4', { size: 90_000, modifiedAt: '2026-03-01T10:00:00.000Z' });
    await world.database.db.updateTable('nodes').set({ tags: 0b101 }).where('id', '=', id).execute();
  });

  const all = ['plan folder', 'plan.mp4', 'plan.jpg', 'plan.pdf'];
  test.each([
    [{}, all],
    [{ kind: 'folder' }, ['plan folder']],
    [{ kind: 'file' }, all.slice(1)],
    [{ types: ['image'] }, ['plan.jpg']],
    [{ types: ['image', 'pdf'] }, ['plan.jpg', 'plan.pdf']],
    [{ tags: ['red'] }, ['plan.mp4']],
    [{ tags: ['red', 'yellow'] }, ['plan.mp4']],
    [{ tags: ['red', 'blue'] }, []],
    [{ minimumBytes: 2000 }, ['plan.mp4', 'plan.jpg']],
    [{ maximumBytes: 2000 }, ['plan.jpg', 'plan.pdf']],
    [{ minimumBytes: 11, maximumBytes: 2000 }, ['plan.jpg']],
    [{ modifiedFrom: '2026-02-01T10:00:00Z', kind: 'file' }, ['plan.mp4', 'plan.jpg']],
    [{ modifiedTo: '2026-02-01T10:00:00Z' }, ['plan.jpg', 'plan.pdf']],
  ] as [Partial<SearchInput>, string[]][])('%o', async (filters, expected) => {
    const byDate = (found: string[]) => found.filter((name) => name !== 'plan folder');
    for (const text of ['plan', '']) expect(byDate(await names(text, filters))).toEqual(byDate(expected));
    expect((await names('plan', filters)).toSorted()).toEqual(expected.toSorted());
  });
});

describe('in a folder', () => {
  test('only what lies in and below it is found', async () => {
    const [here, elsewhere] = [await folder('here'), await folder('elsewhere')];
    const below = await folder('below', here);
    await ana.store('plan 1.txt', { folderId: here });
    await ana.store('plan 2.txt', { folderId: below });
    await ana.store('plan 3.txt', { folderId: elsewhere });
    await ana.store('plan 4.txt');
    expect((await names('plan', { folderId: here })).toSorted()).toEqual(['plan 1.txt', 'plan 2.txt']);
    expect(await names('', { folderId: below })).toEqual(['plan 2.txt']);
  });

  test('that is too large to go through, the index is asked, with the same answer page by page', async () => {
    const large = await folder('large');
    const inner = await folder('inner', large);
    await storeMany(3200, (index) => `file ${index}.txt`, inner);
    await ana.store('file outside.txt');
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = await search({ text: 'file 1', folderId: large, cursor, limit: 200 });
      for (const { id, name } of page.items) {
        expect(name).toMatch(/^file .*1/u);
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      cursor = page.next;
    } while (cursor !== null);
    const expected = Array.from({ length: 3200 }, (_, index) => `${index}.txt`).filter((rest) =>
      rest.startsWith('1'),
    );
    expect(seen.size).toBe(expected.length);
  });

  test('of the trash nothing is looked for', async () => {
    const gone = await folder('gone');
    await trash(gone);
    await expect(search({ text: 'x', folderId: gone })).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });
});

describe('pages', () => {
  test('give every match once, in order, also over many windows and while more is stored', async () => {
    await storeMany(2500, (index) => `nota ${index}.txt`);
    await storeMany(300, (index) => `a nota ${index}.txt`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search({ text: 'nota', cursor, limit: 170 });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
      await ana.store(`nota stored meanwhile ${seen.length}.txt`);
    } while (cursor !== null);
    const found = seen.filter((name) => !name.includes('meanwhile'));
    expect(new Set(found).size).toBe(2800);
    expect(found).toHaveLength(2800);
    expect(found.findIndex((name) => name.startsWith('a nota'))).toBe(2500);
  });

  test('of a small folder give every match once, in order', async () => {
    const here = await folder('here');
    await storeMany(120, (index) => `nota ${index}.txt`, here);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search({ text: 'nota', folderId: here, cursor, limit: 50 });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `nota ${119 - index}.txt`));
  });

  test.each(['x', Buffer.from('{"way":"no"}').toString('base64url')])(
    'a made-up cursor is refused',
    async (cursor) => {
      await expect(search({ text: 'a', cursor })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  test('dead entries in front do not end it early', async () => {
    const gone = await folder('gone');
    await ana.store('nota alive.txt');
    await storeMany(1500, (index) => `nota ${index}.txt`, gone);
    await trash(gone);
    expect(await names('nota')).toEqual(['nota alive.txt']);
  });
});

test('the index is asked first, and rows are only fetched by their ids', async () => {
  const filters: Filters = {
    userId: ana.id,
    kind: null,
    types: [],
    tags: 0,
    minimumBytes: null,
    maximumBytes: null,
    modifiedFrom: null,
    modifiedTo: null,
  };
  const match = wanted('plan', ana.id)?.elsewhere ?? '';
  const window = { filters, match, holding: ['-'], below: 10, size: 1000, after: null, limit: 51 };
  const plan = await queryPlan(world.database.db, nameWindowQuery(world.database.db, window));
  const steps = plan.filter((step) => /search_names|search_entries|nodes/u.test(step));
  expect(steps).toEqual([
    expect.stringMatching(/^SCAN search_names VIRTUAL TABLE INDEX \d+:.*M/u),
    expect.stringMatching(/^SEARCH search_entries USING INTEGER PRIMARY KEY \(rowid=\?\)/u),
    expect.stringMatching(/^SEARCH nodes USING INDEX sqlite_autoindex_nodes_1 \(id=\?\)/u),
  ]);
});
