import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../../../electron/contract/contract.ts';
import type { RestoreState } from '../../../../electron/contract/care.ts';
import type { EngineState, LocationReport } from '../../../../electron/contract/engine.ts';
import type { Person } from '../../../../electron/contract/people.ts';
import type { SetupState } from '../../../../electron/contract/setup.ts';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubDesktop } from '../../test/desktop-stub.ts';
import { madeEngine } from '../../test/made.ts';
import { keepPlace } from './kept-place.ts';
import { SetupWizard } from './setup-wizard.tsx';

const OWNER: Person = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Ana Souza',
  userName: 'ana',
  role: 'owner',
  mustChangePassword: false,
  quotaBytes: null,
};
const STOPPED = madeEngine({ status: 'stopped' });

/** What the core knows; a test changes it to make the core answer otherwise. */
let state: SetupState;
let location: LocationReport['state'];
let installs: EngineState[][];
let begun = 0;
let calls: string[];
/** What is told of a restore, in order. */
let restores: RestoreState[];
const wakers = new Set<() => void>();
const watchers = new Set<(engine: EngineState) => void>();

const call = implement(contract).$context<object>();
const report = (folder: string): LocationReport => ({
  folder,
  state: location,
  usable: location === 'new',
  freeBytes: 50e9,
  totalBytes: 100e9,
});
/** A core of the setup alone, behind the real wire. */
const router = call.setup.router({
  state: call.setup.state.handler(() => state),
  createOwner: call.setup.createOwner.handler(({ input, errors }) => {
    if (input.password === 'password') throw errors.PASSWORD_TOO_WEAK();
    calls.push(`createOwner ${input.name} ${input.userName}`);
    state = { ...state, step: 'code', owner: { name: input.name, userName: input.userName } };
    return { recoveryCode: 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE' };
  }),
  renewRecoveryCode: call.setup.renewRecoveryCode.handler(() => ({
    recoveryCode: 'FFFFF-GGGGG-HHHHH-JJJJJ-KKKKK',
  })),
  keepRecoveryCode: call.setup.keepRecoveryCode.handler(() => {
    calls.push('keepRecoveryCode');
    state = { ...state, step: 'location' };
  }),
  inspectLocation: call.setup.inspectLocation.handler(({ input }) => report(input.folder)),
  chooseLocation: call.setup.chooseLocation.handler(({ input }) => {
    calls.push(`chooseLocation ${input.folder}`);
    state = { ...state, step: 'install', dataFolder: input.folder };
    return report(input.folder);
  }),
  engineOptions: call.setup.engineOptions.handler(() => ({ candidates: [], endpoints: [] })),
  chooseEngine: call.setup.chooseEngine.handler(() => undefined),
  install: call.setup.install.handler(() => {
    const course = installs[begun] ?? [];
    begun += 1;
    for (const engine of course) for (const tell of watchers) tell(engine);
  }),
  watch: call.setup.watch.handler(async function* ({ signal }) {
    const told: EngineState[] = [STOPPED];
    let wake: () => void = () => undefined;
    const tell = (engine: EngineState) => {
      told.push(engine);
      wake();
    };
    watchers.add(tell);
    signal?.addEventListener('abort', () => wake());
    while (signal?.aborted !== true) {
      const next = told.shift();
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    watchers.delete(tell);
  }),
  finish: call.setup.finish.handler(() => OWNER),
  lookForCloud: call.setup.lookForCloud.handler(({ input }) => {
    calls.push(`lookForCloud ${input.kind === 'folder' ? input.folder : JSON.stringify(input)}`);
  }),
  restore: call.setup.restore.handler(({ input }) => {
    calls.push(`restore ${input.language}`);
    restores = [{ status: 'restoring', stage: 'contents', done: 1, total: 4 }];
    for (const wake of wakers) wake();
  }),
  watchRestore: call.setup.watchRestore.handler(async function* ({ signal }) {
    signal?.addEventListener('abort', () => wakers.forEach((wake) => wake()));
    while (signal?.aborted !== true) {
      const next = restores.shift();
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          wakers.add(resolve);
        });
    }
  }),
});

const texts = startTexts('en');
stubDesktop((port) => {
  new RPCHandler({ setup: router }).upgrade(port, { context: {} });
});
beforeEach(() => {
  state = {
    step: 'account',
    owner: null,
    dataFolder: null,
    suggestedFolder: '/home/ana/Mini Cloud',
    engine: 'managed',
    lastServer: null,
  };
  location = 'new';
  installs = [];
  begun = 0;
  calls = [];
  restores = [];
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  localStorage.clear();
});

function open() {
  const finished: Person[] = [];
  render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <SetupWizard onFinished={(owner) => finished.push(owner)} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { finished, user: userEvent.setup() };
}

const button = (name: string) => screen.findByRole('button', { name });

test('a whole first run: who, the code, where, and one button', async () => {
  installs = [
    [
      { ...STOPPED, status: 'starting', stage: 'start' },
      { ...STOPPED, status: 'running' },
    ],
  ];
  const { user, finished } = open();
  await user.click(await button('Get started'));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Ana Souza');
  expect(screen.getByRole('textbox', { name: 'User name' })).toHaveProperty('value', 'ana');
  await user.type(screen.getByLabelText('Password'), 'girafa lanterna');
  await user.click(await button('Continue'));

  expect(await screen.findByText('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE')).toBeDefined();
  expect(await button('Continue')).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: 'I kept it' }));
  await user.click(await button('Continue'));

  await screen.findByText('This folder will be made for you.');
  await user.click(await button('Continue'));
  await user.click(await button('Install and Start'));
  await waitFor(() => expect(finished).toEqual([OWNER]));
  expect(calls).toEqual([
    'createOwner Ana Souza ana',
    'keepRecoveryCode',
    'chooseLocation /home/ana/Mini Cloud',
  ]);
});

test('a password that the core refuses is explained beside its box', async () => {
  const { user } = open();
  await user.click(await button('Get started'));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Ana');
  await user.type(screen.getByLabelText('Password'), 'password');
  await user.click(await button('Continue'));
  const box = screen.getByLabelText('Password');
  await waitFor(() => expect(box.getAttribute('aria-invalid')).toBe('true'));
  const error = document.getElementById(box.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
  expect(error?.textContent).toMatch(/longer one/u);
});

test('reopened while somebody says who they are, it goes on there, but for the password', async () => {
  const { user } = open();
  await user.click(await button('Get started'));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Ana Souza');
  await user.type(screen.getByLabelText('Password'), 'girafa lanterna');
  cleanup();
  const again = open();
  expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Ana Souza');
  expect(screen.getByRole('textbox', { name: 'User name' })).toHaveProperty('value', 'ana');
  expect(screen.getByLabelText('Password')).toHaveProperty('value', '');
  await again.user.type(screen.getByLabelText('Password'), 'girafa lanterna');
  await again.user.click(await button('Continue'));
  await screen.findByText('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE');
  expect(localStorage).toHaveLength(0);
});

test('a name that was being changed is not lost by looking back, and is let go by keeping the one before', async () => {
  state = { ...state, step: 'location', owner: { name: 'Ana', userName: 'ana' } };
  const { user } = open();
  await user.click(await button('Back'));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' Souza');
  await user.click(await button('Back'));
  await user.click(await button('Get started'));
  expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Ana Souza');
  await user.click(await button('Keep Ana and go on'));
  await user.click(await button('Back'));
  expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Ana');
});

test('reopened before the code was kept, it offers a new one', async () => {
  state = { ...state, step: 'code', owner: { name: 'Ana', userName: 'ana' } };
  const { user } = open();
  await user.click(await button('Make a new code'));
  expect(await screen.findByText('FFFFF-GGGGG-HHHHH-JJJJJ-KKKKK')).toBeDefined();
  await user.click(screen.getByRole('checkbox', { name: 'I kept it' }));
  await user.click(await button('Continue'));
  expect(await screen.findByRole('heading', { name: 'Where should your files live?' })).toBeDefined();
  expect(calls).toEqual(['keepRecoveryCode']);
});

test('reopened after the place was chosen, it continues at the one button', async () => {
  state = { ...state, step: 'install', owner: { name: 'Ana', userName: 'ana' }, dataFolder: '/data' };
  open();
  await button('Install and Start');
  expect(screen.getByText('/data')).toBeDefined();
});

test('a folder of another cloud is named and cannot be taken', async () => {
  state = { ...state, step: 'location', owner: { name: 'Ana', userName: 'ana' } };
  location = 'otherCloud';
  open();
  expect((await screen.findByRole('alert')).textContent).toMatch(/belongs to another cloud/u);
  expect(await button('Continue')).toHaveProperty('disabled', true);
});

const FOUND: RestoreState = {
  status: 'found',
  place: { kind: 'folder', folder: '/home/ana/Mini Cloud' },
  cloudName: 'Nuvem da Ana',
  snapshotAt: '2026-01-05T08:00:00.000Z',
  files: 1234,
  people: 3,
};

test('a folder of another cloud is offered to be brought back: what was found, and one button', async () => {
  state = { ...state, step: 'location', owner: { name: 'Ana', userName: 'ana' } };
  location = 'otherCloud';
  restores = [FOUND];
  const { user } = open();
  await user.click(await button('Restore my cloud'));
  expect(await screen.findByText('Nuvem da Ana')).toBeDefined();
  expect(screen.getByText('1,234')).toBeDefined();
  await user.click(await button('Restore my cloud'));
  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('25');
  expect(calls).toEqual(['lookForCloud /home/ana/Mini Cloud', 'restore en']);
});

test('where a cloud of this computer was lost, bringing it back comes before anything else', async () => {
  location = 'otherCloud';
  restores = [{ ...FOUND, snapshotAt: null, people: null }];
  const { user } = open();
  await user.click(await button('Restore my cloud'));
  expect(await screen.findByText('None was found')).toBeDefined();
  await user.click(await button('Say who I am'));
  expect(await screen.findByRole('textbox', { name: 'Name' })).toBeDefined();
  expect(calls).toEqual(['lookForCloud /home/ana/Mini Cloud']);
});

const SERVER = { endpoint: 'http://nas:9000', region: 'us-east-1', bucket: 'ours' };

test('where the cloud was on a server, that is offered with the keys that are still here', async () => {
  state = { ...state, lastServer: SERVER };
  restores = [{ ...FOUND, place: { kind: 'server', endpoint: 'http://nas:9000', bucket: 'ours' } }];
  const { user } = open();
  await screen.findByText('“ours” on http://nas:9000');
  await user.click(await button('Restore my cloud'));
  expect(await screen.findByText('Nuvem da Ana')).toBeDefined();
  expect(calls).toEqual(['lookForCloud {"kind":"lastServer"}']);
});

test('who has a cloud on a server fills in how it is reached, and what failed there can be corrected', async () => {
  restores = [
    {
      status: 'failed',
      place: { kind: 'server', endpoint: 'http://nas:9000', bucket: 'mini-cloud' },
      failure: { code: 'BUCKET_IN_USE', data: { ...SERVER, computer: 'old laptop' } },
    },
  ];
  const { user } = open();
  await user.click(await button('I already have a cloud'));
  await user.click(await screen.findByRole('radio', { name: /^On a storage server/u }));
  await user.type(screen.getByRole('textbox', { name: 'Address' }), 'http://nas:9000');
  await user.type(screen.getByRole('textbox', { name: 'Access key' }), 'key');
  await user.type(screen.getByLabelText('Secret key'), 'secret');
  await user.click(await button('Look for my cloud'));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('old laptop');
  expect(calls).toEqual([expect.stringContaining('"secretKey":"secret"')]);
  await user.click(within(alert).getByRole('button', { name: 'Change the connection' }));
  expect(screen.getByRole('textbox', { name: 'Address' })).toHaveProperty('value', 'http://nas:9000');
});

test('who says who they are for a cloud without a copy comes back to it', async () => {
  location = 'otherCloud';
  restores = [{ ...FOUND, snapshotAt: null, people: null }];
  const { user } = open();
  await user.click(await button('Restore my cloud'));
  await user.click(await button('Say who I am'));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Ana Souza');
  await user.type(screen.getByLabelText('Password'), 'girafa lanterna');
  await user.click(await button('Continue'));
  restores = [{ ...FOUND, snapshotAt: null, people: null }];
  await user.click(await screen.findByRole('checkbox', { name: 'I kept it' }));
  await user.click(await button('Continue'));
  await user.click(await button('Restore my cloud'));
  expect(calls.at(-1)).toBe('restore en');
});

test('reopened after another folder was chosen for a new cloud, it is still the one', async () => {
  state = { ...state, step: 'install', owner: { name: 'Ana', userName: 'ana' }, dataFolder: '/data' };
  keepPlace({ use: 'new', kind: 'folder', folder: '/other' });
  const { user } = open();
  await screen.findByText('/other');
  await user.click(await button('Continue'));
  await button('Install and Start');
  expect(calls).toEqual(['chooseLocation /other']);
  expect(localStorage).toHaveLength(0);
});

test('reopened while a server was being filled in for a new cloud, it is asked for its keys alone', async () => {
  state = { ...state, step: 'location', owner: { name: 'Ana', userName: 'ana' } };
  const { user } = open();
  await user.click(await screen.findByText('Advanced'));
  await user.click(await screen.findByRole('radio', { name: /^A storage server/u }));
  await user.type(screen.getByRole('textbox', { name: 'Address' }), 'http://nas:9000');
  await user.type(screen.getByLabelText('Secret key'), 'girafa');
  cleanup();
  const again = open();
  expect(await screen.findByRole('textbox', { name: 'Address' })).toHaveProperty('value', 'http://nas:9000');
  expect(screen.getByLabelText('Secret key')).toHaveProperty('value', '');
  await again.user.type(screen.getByRole('textbox', { name: 'Access key' }), 'key');
  await again.user.type(screen.getByLabelText('Secret key'), 'girafa');
  await again.user.click(await button('Check and use it'));
  await waitFor(() => expect(localStorage).toHaveLength(0));
});

test('reopened after a folder was chosen to bring a cloud back from, it is looked at again', async () => {
  location = 'otherCloud';
  restores = [FOUND];
  const { user } = open();
  await user.click(await button('Restore my cloud'));
  await screen.findByText('Nuvem da Ana');
  cleanup();
  restores = [FOUND];
  const again = open();
  expect(await screen.findByText('Nuvem da Ana')).toBeDefined();
  await again.user.click(await button('Back'));
  expect(await button('Get started')).toBeDefined();
  expect(localStorage).toHaveLength(0);
});

test('reopened while the server of a cloud was being filled in, it is asked for its keys alone', async () => {
  const { user } = open();
  await user.click(await button('I already have a cloud'));
  await user.click(await screen.findByRole('radio', { name: /^On a storage server/u }));
  await user.type(screen.getByRole('textbox', { name: 'Address' }), 'http://nas:9000');
  await user.type(screen.getByLabelText('Secret key'), 'girafa');
  cleanup();
  open();
  expect(await screen.findByRole('textbox', { name: 'Address' })).toHaveProperty('value', 'http://nas:9000');
  expect(screen.getByLabelText('Secret key')).toHaveProperty('value', '');
});

test('a code that was not kept yet comes before the folder to bring a cloud back from', async () => {
  state = { ...state, step: 'code', owner: { name: 'Ana', userName: 'ana' } };
  keepPlace({ use: 'lost', kind: 'folder', folder: '/home/ana/Mini Cloud' });
  const { user } = open();
  await user.click(await button('Make a new code'));
  restores = [FOUND];
  await user.click(await screen.findByRole('checkbox', { name: 'I kept it' }));
  await user.click(await button('Continue'));
  expect(await screen.findByText('Nuvem da Ana')).toBeDefined();
});

test('an installation that fails says why and can be tried again', async () => {
  state = { ...state, step: 'install', owner: { name: 'Ana', userName: 'ana' }, dataFolder: '/data' };
  installs = [
    [
      { ...STOPPED, status: 'starting', stage: 'folder' },
      { ...STOPPED, status: 'failed', failure: { code: 'DATA_FOLDER_MISSING', data: { folder: '/data' } } },
    ],
    [
      { ...STOPPED, status: 'starting', stage: 'folder' },
      { ...STOPPED, status: 'running' },
    ],
  ];
  const { user, finished } = open();
  await user.click(await button('Install and Start'));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('/data');
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(finished).toEqual([OWNER]));
});

test('after a failure the person can go back and choose another folder', async () => {
  state = { ...state, step: 'install', owner: { name: 'Ana', userName: 'ana' }, dataFolder: '/data' };
  installs = [
    [{ ...STOPPED, status: 'failed', failure: { code: 'DISK_FULL', data: { folder: '/data', free: 1 } } }],
  ];
  const { user } = open();
  await user.click(await button('Install and Start'));
  await user.click(await button('Choose another folder'));
  expect(await screen.findByRole('heading', { name: 'Where should your files live?' })).toBeDefined();
});
