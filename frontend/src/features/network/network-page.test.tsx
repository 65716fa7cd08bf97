import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, test } from 'vitest';
import type { NetworkCheck, NetworkState } from '../../../../electron/contract/network.ts';
import type { Person } from '../../../../electron/contract/people.ts';
import { api, queryClient } from '../../api/queries.ts';
import { SignedInAs } from '../../api/session.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { en } from '../../i18n/resources.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { AccessCard } from './access-card.tsx';
import { AddressCard } from './address-card.tsx';
import { CheckLine } from './check-line.tsx';
import { NetworkHint } from './network-hint.tsx';
import { NetworkPage } from './network-page.tsx';

afterEach(() => {
  cleanup();
  queryClient.clear();
});

const OPEN: NetworkState = {
  mode: 'people',
  failure: null,
  port: 8710,
  addresses: [
    { address: '192.168.1.20', interfaceName: 'wlan0', kind: 'wireless' },
    { address: '172.17.0.1', interfaceName: 'docker0', kind: 'virtual' },
  ],
  chosenAddress: null,
  address: '192.168.1.20',
  baseUrl: 'http://192.168.1.20:8710',
  localUrl: 'http://casa.local:8710',
  secure: false,
  authorityFingerprint: null,
};
const OFF: NetworkState = { ...OPEN, mode: 'off', baseUrl: null, localUrl: null };

function show(
  children: ReactNode,
  {
    role = 'member',
    network,
    language = 'en',
  }: { role?: Person['role']; network?: NetworkState; language?: 'en' | 'pt-BR' } = {},
): void {
  const id = crypto.randomUUID();
  const me = { id, name: 'Olga', userName: 'olga', role, mustChangePassword: false, quotaBytes: null };
  if (network !== undefined) queryClient.setQueryData(api.network.watch.experimental_liveKey(), network);
  render(
    <I18nextProvider i18n={startTexts(language)}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <SignedInAs value={me}>{children}</SignedInAs>
        </TooltipProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

describe('members', () => {
  test('see the address and its code, and nothing that they could not change', () => {
    show(<NetworkPage />, { network: OPEN });
    expect(screen.getByRole('img', { name: 'QR code of http://192.168.1.20:8710' })).toBeTruthy();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByText('Address and port')).toBeNull();
    expect(screen.queryByText('Can my phone reach me?')).toBeNull();
  });

  test('are told who can turn it on while it is off', () => {
    show(<NetworkPage />, { network: OFF });
    expect(screen.getByText(/Whoever looks after this cloud can turn it on/u)).toBeTruthy();
  });

  test('find no hint on the dashboard while there is nothing to open', () => {
    show(<NetworkHint onOpen={() => undefined} />, { network: OFF });
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the address', () => {
  test('the name that some devices find is never in a code', () => {
    show(<AddressCard network={OPEN} manages={false} />);
    const codes = [...document.querySelectorAll('svg[data-text]')].map((code) =>
      code.getAttribute('data-text'),
    );
    expect(codes).toEqual(['http://192.168.1.20:8710']);
    expect(screen.getByText('http://casa.local:8710')).toBeTruthy();
  });

  test('with another address the code is another one', () => {
    show(
      <AddressCard
        network={{ ...OPEN, address: '10.0.0.9', baseUrl: 'http://10.0.0.9:8710' }}
        manages={false}
      />,
    );
    expect(screen.getByRole('img', { name: 'QR code of http://10.0.0.9:8710' })).toBeTruthy();
  });

  test('it is said when the chosen one is not there', () => {
    show(<AddressCard network={{ ...OPEN, chosenAddress: '10.0.0.5' }} manages />, { role: 'owner' });
    expect(screen.getByText(/The address that you chose, 10\.0\.0\.5, is not there/u)).toBeTruthy();
  });

  test('it is said when this computer is in no network', () => {
    show(
      <AddressCard
        network={{ ...OPEN, addresses: [], address: null, baseUrl: null, localUrl: null }}
        manages={false}
      />,
    );
    expect(screen.getByText('This computer is not on a network')).toBeTruthy();
  });
});

describe('a door that could not be opened', () => {
  test('says why, and lets another port be chosen', () => {
    const failure = { code: 'DOOR_PORT_TAKEN', data: { port: 8710 } };
    show(<AccessCard network={{ ...OPEN, failure, baseUrl: null }} />, { role: 'owner' });
    expect(screen.getByRole('alert').textContent).toContain('Port 8710 is taken');
    expect(screen.getByRole('textbox', { name: 'Port' })).toBeTruthy();
  });
});

describe('who came by the door', () => {
  test('is asked before closing it behind themselves', () => {
    show(<AccessCard network={OPEN} cameByDoor />, { role: 'owner' });
    fireEvent.click(screen.getByRole('switch', { name: 'Network access' }));
    expect(screen.getByRole('alertdialog', { name: 'This shuts you out too' })).toBeTruthy();
  });
});

describe.each(['en', 'pt-BR'] as const)('every finding, in %s,', (language) => {
  const reasons = Object.keys(en.network.doctor.found).filter(isReason);

  test.each(reasons)('%s is a whole sentence with everything filled in', (reason) => {
    const data = {
      address: '192.168.1.20',
      interface: 'wlan0',
      chosen: '10.0.0.5',
      port: '8710',
      name: 'ufw',
      device: 'Safari, iPhone',
      zone: 'home',
      network: 'Wi-Fi',
      names: 'tun0',
      at: new Date().toISOString(),
    };
    show(<CheckLine check={{ id: 'door', verdict: 'bad', reason, data }} />, { language });
    const text = screen.getByRole('listitem').textContent;
    expect(text).not.toMatch(/\{\{|\}\}|network\.doctor/u);
    expect(text.length).toBeGreaterThan(20);
  });
});

function isReason(key: string): key is NetworkCheck['reason'] {
  return key in en.network.doctor.found;
}

test('a command stands there to be copied', () => {
  const check: NetworkCheck = {
    id: 'firewall',
    verdict: 'bad',
    reason: 'ufwBlocks',
    data: { port: '8710', command: 'sudo ufw allow 8710/tcp' },
  };
  show(<CheckLine check={check} />);
  expect(screen.getByText('sudo ufw allow 8710/tcp').tagName).toBe('CODE');
  expect(screen.getByRole('button', { name: 'Copy command' })).toBeTruthy();
});
