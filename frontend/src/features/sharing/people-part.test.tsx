import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../../../electron/contract/contract.ts';
import type { Grant } from '../../../../electron/contract/shares.ts';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubDesktop } from '../../test/desktop-stub.ts';
import { madeFile } from '../../test/made.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { PeoplePart } from './people-part.tsx';

const BIA = { id: '01890000-0000-7000-8000-000000000002', name: 'Bia' };
const FOLDER = madeFile({
  id: '01890000-0000-7000-8000-000000000003',
  kind: 'folder',
  name: 'Photos',
  sizeBytes: null,
  type: null,
  mime: null,
});

let refuses: boolean;
let given: Grant[];
beforeEach(() => {
  refuses = true;
  given = [];
});
afterEach(() => {
  cleanup();
  queryClient.clear();
});

stubDesktop((port) => {
  const { grants } = implement(contract);
  new RPCHandler({
    grants: {
      people: grants.people.handler(() => [BIA]),
      ofFolder: grants.ofFolder.handler(() => given),
      give: grants.give.handler(({ input: { personId, access } }) => {
        if (refuses) throw new ORPCError('TOO_BUSY');
        const grant = {
          id: '01890000-0000-7000-8000-000000000004',
          folder: FOLDER,
          owner: { id: '01890000-0000-7000-8000-000000000001', name: 'Ana' },
          person: personId === null ? null : BIA,
          access,
          since: '2026-01-01T00:00:00Z',
        };
        given = [grant];
        return grant;
      }),
    },
  }).upgrade(port);
});

test('after a failure the form is still there, as it was, and works the next time', async () => {
  const user = userEvent.setup();
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <PeoplePart folder={FOLDER} />
        </TooltipProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  const give = await screen.findByRole('button', { name: 'Share with them' });
  await user.click(give);
  await screen.findByRole('alert');
  refuses = false;
  await user.click(screen.getByRole('button', { name: 'Share with them' }));
  await screen.findByRole('button', { name: 'Take access away from Everyone' });
  expect(screen.queryByRole('alert')).toBeNull();
});
