import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import type { Person } from '../../../../electron/contract/people.ts';
import { api, queryClient } from '../../api/queries.ts';
import { SignedInAs } from '../../api/session.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { madeEngine } from '../../test/made.ts';
import { CloudCard } from './cloud-card.tsx';

afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
  gone = [];
});

const texts = startTexts('en');

const details: NonNullable<EngineState['details']> = {
  name: 'SILO',
  version: 'RELEASE.2026',
  source: 'bundled',
  outdated: false,
  pid: 7,
  endpoint: '127.0.0.1:41234',
  dataFolder: '/home/olga/cloud',
  memoryBytes: null,
  binaryPath: null,
};

const running = madeEngine({ since: new Date(Date.now() - 125_000).toISOString(), details });

/** Where the buttons led. */
let gone: string[] = [];
const went = (where: string) => () => gone.push(where);

function show(engine: EngineState, role: Person['role'] = 'admin'): void {
  const id = crypto.randomUUID();
  const me = { id, name: 'Olga', userName: 'olga', role, mustChangePassword: false, quotaBytes: null };
  queryClient.setQueryData(api.engine.watch.experimental_liveKey(), engine);
  render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <SignedInAs value={me}>
          <CloudCard onOpenSpace={went('space')} onOpenTrash={went('trash')} />
        </SignedInAs>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

const full: EngineState = {
  ...running,
  failure: { code: 'DISK_FULL', data: { folder: '/home/olga/cloud', free: 0 } },
};

/** The page stands in the window of the cloud's own computer. */
function stubBridge(): void {
  const showData = () => Promise.resolve(gone.push('folder'));
  vi.stubGlobal('desktop', { showData, showLogs: () => Promise.resolve() });
}

const buttons = (): string[] => screen.queryAllByRole('button').map(({ textContent }) => textContent);

describe('for admins', () => {
  test('a running cloud says since when, which server, where, and can be stopped or restarted', () => {
    show(running);
    expect(screen.getByText('Your cloud is running')).toBeTruthy();
    expect(screen.getByText('2 min 5 sec')).toBeTruthy();
    expect(screen.getByText('SILO RELEASE.2026')).toBeTruthy();
    expect(screen.getByText('/home/olga/cloud')).toBeTruthy();
    expect(screen.getByText('127.0.0.1:41234')).toBeTruthy();
    expect(buttons()).toEqual(['Restart', 'Stop']);
  });

  test('a stopped one can be started, and nothing else', () => {
    show({ ...running, status: 'stopped', since: null });
    expect(buttons()).toEqual(['Start']);
  });

  test('a running one whose disk is full says so', () => {
    show(full);
    expect(screen.getByRole('alert').textContent).toContain('The disk is full');
    expect(screen.queryByText(/Everything is well|Healthy/u)).toBeNull();
  });

  test('at the computer itself, a full disk can be looked at from all sides', () => {
    stubBridge();
    show(full);
    expect(screen.getByRole('alert').textContent).toContain('/home/olga/cloud');
    expect(buttons().slice(2)).toEqual(['See what takes up space', 'Open the trash', 'Show the folder']);
    for (const name of buttons().slice(2)) fireEvent.click(screen.getByRole('button', { name }));
    expect(gone).toEqual(['space', 'trash', 'folder']);
  });

  test('from a phone, the folder of a full disk is not to be seen', () => {
    show(full);
    expect(screen.getByRole('alert').textContent).toContain('make room on that computer');
    expect(buttons().slice(2)).toEqual(['See what takes up space', 'Open the trash']);
  });

  test('while it starts, the stage and its progress are shown', () => {
    const progress = { bytes: 5e6, totalBytes: 2e7, bytesPerSecond: 1e6, secondsLeft: 15, source: 'x' };
    show({ ...running, status: 'starting', stage: 'download', progress, since: null });
    expect(screen.getByText('Downloading the server program')).toBeTruthy();
    expect(screen.getByText('Step 2 of 7')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    expect(screen.getByText(/5\sMB of 20\sMB · 1\sMB\/s · 15 seconds left/u)).toBeTruthy();
  });
});

describe('for members', () => {
  const seen = { ...running, details: null };

  test('they see how it is, but neither drive it nor learn where it is', () => {
    show(seen, 'member');
    expect(screen.getByText('Your cloud is running')).toBeTruthy();
    expect(buttons()).toEqual([]);
    expect(screen.queryByText(/127\.0\.0\.1/u)).toBeNull();
  });

  test('of a full disk they are told what helps on their side, and not where it is', () => {
    show({ ...full, details: null, failure: { code: 'DISK_FULL' } }, 'member');
    const alert = screen.getByRole('alert').textContent;
    expect(alert).toContain('Your files are safe');
    expect(alert).toContain('whoever looks after this cloud');
    expect(buttons()).toEqual(['See what takes up space', 'Open the trash']);
  });

  test('a failure has its sentence, and says whom it is up to', () => {
    show({ ...seen, status: 'failed', since: null, failure: { code: 'SERVER_CRASH_LOOP' } }, 'member');
    expect(screen.getByRole('alert').textContent).toContain('Your cloud keeps stopping');
    expect(screen.getByText(/Whoever looks after this cloud/u)).toBeTruthy();
  });
});
