import { expect, test } from 'vitest';
import { actsFor } from './acts.ts';

const row = (role: 'owner' | 'admin' | 'member', disabled = false) => ({ id: role, role, disabled });

test('nobody acts on the owner or on themselves', () => {
  expect(actsFor(row('owner'), row('admin'))).toEqual([]);
  expect(actsFor(row('admin'), row('admin'))).toEqual([]);
});

test('admins look after members, and only the owner after admins', () => {
  expect(actsFor(row('member'), row('admin'))).toContain('remove');
  expect(actsFor(row('admin'), { id: 'another', role: 'admin' })).toEqual([]);
  expect(actsFor(row('admin'), row('owner'))).toContain('remove');
});

test('who is switched off can be switched on, and the other way round', () => {
  expect(actsFor(row('member', true), row('owner'))).toContain('enable');
  expect(actsFor(row('member', true), row('owner'))).not.toContain('disable');
  expect(actsFor(row('member'), row('owner'))).toContain('disable');
});
