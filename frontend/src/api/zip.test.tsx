import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { cleanup, fireEvent, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Toaster } from 'sonner';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contract } from '../../../electron/contract/contract.ts';
import { startTexts } from '../i18n/i18n.ts';
import { madeFile } from '../test/made.ts';
import { useZip } from './zip.ts';

const ADDRESS = '/zip/abc';
const FILE = madeFile({ id: '01890000-0000-7000-8000-000000000003' });
const { downloads } = implement(contract);
const door = new RPCHandler({ downloads: { zip: downloads.zip.handler(() => ({ address: ADDRESS })) } });

let hasPlace: boolean;
let saved: string[];

beforeEach(() => {
  hasPlace = true;
  saved = [];
  vi.stubGlobal('fetch', async (asked: Request | string) => {
    if (typeof asked === 'string') return new Response(null, { status: hasPlace ? 204 : 503 });
    const { response } = await door.handle(asked, { prefix: '/rpc' });
    return response ?? new Response(null, { status: 404 });
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push(new URL(this.href).pathname);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function open() {
  const texts = startTexts('en');
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <I18nextProvider i18n={texts}>
      {children}
      <Toaster />
    </I18nextProvider>
  );
  return renderHook(() => useZip(), { wrapper }).result.current;
}

test('a browser saves an archive as its own download', async () => {
  const zip = open();
  await zip([FILE]);
  expect(saved).toEqual([ADDRESS]);
});

test('where no place is free it is said what to do, and nothing is saved until there is one', async () => {
  const zip = open();
  hasPlace = false;
  await zip([FILE]);
  expect(await screen.findByText('This zip file cannot begin yet')).toBeDefined();
  expect(saved).toEqual([]);
  hasPlace = true;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await expect.poll(() => saved).toEqual([ADDRESS]);
});
