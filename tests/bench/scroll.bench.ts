import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../electron/core/db/open.ts';
import { toNodeName } from '../../electron/core/drive/names.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { firstRun, open, row, tempFolder } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { limitRow, type Row } from './rows.ts';

const COUNT = 100_000;
const FEW = 100;
const MANY_NAME = 'A hundred thousand';
const FEW_NAME = 'A hundred';

/**
 * A folder of 100,000 entries in the real window, as a list and as tiles: from the click to the first rows, and the
 * longest time between two frames on the way to the end, which begins at once, while the rest of the list is still being
 * fetched. The baseline of the first rows is a folder of 100. And how long it takes until a change there is seen.
 */
export async function benchScroll(runs: number): Promise<Row[]> {
  const home = await tempFolder('bench-scroll');
  try {
    const first = await launchApp({ home });
    await firstRun(first.page);
    await first.close();
    await seed(home);
    const app = await launchApp({ home });
    try {
      await app.page.getByRole('button', { name: 'Sign out' }).waitFor();
      await open(app.page, 'Files');
      return [
        ...(await measureView(app.page, 'list', runs)),
        ...(await measureView(app.page, 'grid', runs)),
        ...(await measureChanges(app.page, runs)),
      ];
    } finally {
      await app.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function measureView(page: Page, view: 'list' | 'grid', runs: number): Promise<Row[]> {
  const [rows, few, frames, ends]: number[][] = [[], [], [], []];
  // Each folder keeps its view.
  for (const name of [FEW_NAME, MANY_NAME]) {
    await row(page, name).dblclick();
    await page.getByRole('button', { name: view === 'list' ? 'List view' : 'Grid view' }).click();
    await up(page);
  }
  for (let run = 0; run < runs; run += 1) {
    few?.push(await enter(page, FEW_NAME));
    await up(page);
    rows?.push(await enter(page, MANY_NAME));
    const { longest, end } = await scrollToEnd(page);
    frames?.push(longest);
    ends?.push(end);
    await up(page);
  }
  const what = view === 'list' ? 'list' : 'tiles';
  return [
    limitRow(`folder of 100,000 as ${what}: click to first rows`, 'ms', rows ?? [], few ?? [], 150),
    limitRow(`folder of 100,000 as ${what}: longest frame to the end`, 'ms', frames ?? [], [], 50),
    limitRow(`folder of 100,000 as ${what}: last row there`, 'ms', ends ?? [], [], 20_000),
  ];
}

/** From the key that ends the typing of a name to the row that has it, where the whole list is there already. */
async function measureChanges(page: Page, runs: number): Promise<Row[]> {
  const times = {
    renamed: [] as number[],
    made: [] as number[],
    renamedFew: [] as number[],
    madeFew: [] as number[],
  };
  const typed = async (name: string, list: number[]) => {
    await page.getByRole('dialog').getByRole('textbox').fill(name);
    const begun = performance.now();
    await page.keyboard.press('Enter');
    await row(page, name).waitFor();
    list.push(performance.now() - begun);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  for (const [folder, count, renamed, made] of [
    [FEW_NAME, FEW, times.renamedFew, times.madeFew],
    [MANY_NAME, COUNT, times.renamed, times.made],
  ] as const) {
    await row(page, folder).dblclick();
    await page.getByRole('button', { name: 'List view' }).click();
    if (count === COUNT) await scrollToEnd(page);
    for (let run = 0; run < runs; run += 1) {
      const last = page.getByRole('grid').getByRole('row').last();
      await last.click();
      await page.keyboard.press('F2');
      await typed(`entry ${String(count)} renamed ${String(run)}.txt`, renamed);
    }
    for (let run = 0; run < runs; run += 1) {
      await page.getByRole('button', { name: 'New folder' }).click();
      await typed(`made ${String(run)}`, made);
    }
    await up(page);
  }
  return [
    limitRow('folder of 100,000: a rename is seen', 'ms', times.renamed, times.renamedFew, 500),
    limitRow('folder of 100,000: a new folder is seen', 'ms', times.made, times.madeFew, 500),
  ];
}

async function up(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Where you are' })
    .getByRole('button', { name: 'Files' })
    .click();
  await row(page, MANY_NAME).waitFor();
}

/** Opens a folder; answers with the time from the double click to the frame that shows its rows, in milliseconds. */
async function enter(page: Page, name: string): Promise<number> {
  const shown = page.evaluate<number>(UNTIL_ROWS);
  await row(page, name).dblclick();
  return shown;
}

/** Scrolls to the end in about six seconds; the longest frame meanwhile, and when the last row was there (in ms). */
async function scrollToEnd(page: Page): Promise<{ longest: number; end: number }> {
  return page.evaluate<{ longest: number; end: number }>(SCROLL_TO_END);
}

// What runs in the page is text here: the types of a browser would otherwise be everywhere in the core's code too.
const UNTIL_ROWS = `new Promise((resolve) => {
  addEventListener('dblclick', ({ timeStamp }) => {
    const look = () => {
      const there = document.querySelector('[role="row"][aria-label^="entry "]') !== null;
      // What a frame callback sees is painted when the next one comes.
      requestAnimationFrame(there ? () => resolve(performance.now() - timeStamp) : look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
})`;
const SCROLL_TO_END = `new Promise((resolve) => {
  const scroller = [...document.querySelectorAll('[role="grid"] [role="rowgroup"]')].at(-1);
  const distance = scroller.scrollHeight - scroller.clientHeight;
  const started = performance.now();
  let before = started;
  let longest = 0;
  const frame = (now) => {
    longest = Math.max(longest, now - before);
    before = now;
    scroller.scrollTop = Math.min(distance, ((now - started) / 6000) * distance);
    const last = document.querySelector('[role="row"][aria-label="entry ${COUNT}.txt"]');
    if (last === null || scroller.scrollTop < distance - 1) requestAnimationFrame(frame);
    // Times of frames are in tenths of a millisecond; three refreshes of the screen are 50.0 or 50.1 of them.
    else resolve({ longest: Math.round(longest), end: now - started });
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(frame);
  });
})`;

/** Puts the two folders straight into the database. */
async function seed(home: string): Promise<void> {
  const database = await openDatabase({
    file: path.join(home, 'core', 'database', 'cloud.sqlite'),
    // The one in the environment is for the app's Electron.
    nativeBinding: null,
    log: silentLog(),
  });
  try {
    const { db } = database;
    const owner = await db.selectFrom('users').select(['id', 'root_id']).executeTakeFirstOrThrow();
    const now = new Date().toISOString();
    const node = (parent: string, name: string, kind: 'folder' | 'file', size: number) => {
      const { key, sortKey } = toNodeName(name);
      return {
        id: newId(),
        owner_id: owner.id,
        parent_id: parent,
        kind,
        name,
        name_key: key,
        sort_key: sortKey,
        size,
        type: kind === 'file' ? 'document' : null,
        mime: kind === 'file' ? 'text/plain' : null,
        created_at: now,
        modified_at: now,
      };
    };
    await db.transaction().execute(async (tx) => {
      for (const [name, count] of [
        [FEW_NAME, FEW],
        [MANY_NAME, COUNT],
      ] as const) {
        const folder = node(owner.root_id, name, 'folder', 0);
        await tx.insertInto('nodes').values(folder).execute();
        for (let from = 1; from <= count; from += 1000) {
          const numbers = Array.from({ length: Math.min(1000, count + 1 - from) }, (_, at) => from + at);
          await tx
            .insertInto('nodes')
            .values(numbers.map((at) => node(folder.id, `entry ${String(at)}.txt`, 'file', at)))
            .execute();
        }
      }
    });
  } finally {
    await database.close();
  }
}
