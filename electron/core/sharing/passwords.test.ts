import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Resident } from '../../../tests/support/drive-world.ts';
import {
  makeSharingWorld,
  makeVisitor,
  tokenOf,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';
import type { Share } from '../../contract/shares.ts';

let world: SharingWorld;
let ana: Resident;
let share: Share;
let token: string;

beforeEach(async () => {
  world = await makeSharingWorld();
  ana = await world.person();
  share = await world.link(ana, [(await ana.store('a.txt')).id], { password: 'abre-te sésamo' });
  token = tokenOf(share);
});
afterEach(() => world.close());

const unlock = (password: string, visitor = makeVisitor()) =>
  world.sharing.door.unlock(token, password, visitor);

async function ticketOf(visitor = makeVisitor()): Promise<string> {
  const answer = await unlock('abre-te sésamo', visitor);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.ticket;
}

const kind = async (visitor = makeVisitor()) => (await world.sharing.door.open(token, visitor)).kind;

describe('a link with a password', () => {
  test('opens for a browser that knows it, from then on', async () => {
    expect(await kind()).toBe('password');
    expect(await unlock('errada')).toBe('wrong');
    const tickets = [await ticketOf()];
    expect(await kind(makeVisitor('browser-1', { tickets }))).toBe('open');
    await world.restart();
    expect(await kind(makeVisitor('browser-1', { tickets: ['other', ...tickets] }))).toBe('open');
  });

  test('does not open by the ticket of another browser, of another link or of an earlier password', async () => {
    const tickets = [await ticketOf()];
    expect(await kind(makeVisitor('browser-2', { tickets }))).toBe('password');
    const other = await world.link(ana, [(await ana.store('b.txt')).id], { password: 'abre-te sésamo' });
    const visitor = makeVisitor('browser-1', { tickets });
    expect((await world.sharing.door.open(tokenOf(other), visitor)).kind).toBe('password');
    await world.sharing.shares.update(ana.caller, { id: share.id, password: 'outra' }, undefined);
    expect(await kind(visitor)).toBe('password');
    await world.sharing.shares.update(ana.caller, { id: share.id, password: null }, undefined);
    expect(await kind()).toBe('open');
  });

  test('keeps only a hash of it', async () => {
    const row = await world.database.db
      .selectFrom('shares')
      .select('password_hash')
      .executeTakeFirstOrThrow();
    expect(row.password_hash).toBe('hash of abre-te sésamo');
    expect(await world.only(ana)).toMatchObject({ hasPassword: true });
    expect(JSON.stringify(await world.only(ana))).not.toContain('sésamo');
  });

  test('refuses one that bcrypt would cut off', async () => {
    const password = 'ã'.repeat(37);
    const tooLong = world.link(ana, [(await ana.store('b.txt')).id], { password });
    await expect(tooLong).rejects.toMatchObject({ code: 'PASSWORD_TOO_LONG' });
  });
});

describe('guessing', () => {
  test('is closed after a few tries, even for the right one, and opens again later', async () => {
    const answers: unknown[] = [];
    for (let guess = 0; guess < 8; guess += 1) answers.push(await unlock(`palpite ${guess}`));
    expect(answers.slice(0, 4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
    expect(answers.slice(6)).toEqual(['closed', 'closed']);
    expect(await unlock('abre-te sésamo')).toBe('closed');
    expect(await kind()).toBe('closed');
    world.forward(3600);
    expect(await kind()).toBe('password');
    expect(await ticketOf()).toBeTruthy();
  });

  test('from many addresses is no way around', async () => {
    const answers: unknown[] = [];
    for (let guess = 0; guess < 40; guess += 1)
      answers.push(
        await unlock(`palpite ${guess}`, makeVisitor(`b${guess}`, { address: `192.168.1.${guess}` })),
      );
    expect(answers.filter((answer) => answer === 'wrong').length).toBeLessThanOrEqual(5);
  });

  test('many at once is no way around', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, guess) => unlock(`palpite ${guess}`)));
    expect(answers.filter((answer) => answer === 'wrong').length).toBeLessThanOrEqual(5);
  });

  test('does not shut out who knows the password already', async () => {
    const tickets = [await ticketOf()];
    for (let guess = 0; guess < 8; guess += 1) await unlock(`palpite ${guess}`);
    expect(await kind(makeVisitor('browser-1', { tickets }))).toBe('open');
  });

  test('leaves receipts that tell its owner', async () => {
    await unlock('errada');
    const { items } = await world.sharing.shares.visits(
      ana.caller,
      { id: share.id, cursor: null },
      undefined,
    );
    expect(items).toMatchObject([{ kind: 'wrongPassword', from: '192.168.1.50' }]);
    expect(JSON.stringify(items)).not.toContain('errada');
  });

  test('at a token that is none is closed, whatever the password', async () => {
    for (const wrong of ['', 'x', 'A'.repeat(22), share.id])
      expect(await world.sharing.door.unlock(wrong, 'abre-te sésamo', makeVisitor())).toBe('closed');
  });
});
