import { expect, test } from 'vitest';
import { examineMacFirewall, judgeMac } from './mac-firewall.ts';

const ON = 'Firewall is enabled. (State = 1)\n';
const NOT_ALL = 'Firewall has block all state set to disabled.\n';

test.each([
  [
    'off',
    { state: 'Firewall is disabled. (State = 0)\n', blockAll: NOT_ALL, program: null },
    'firewallOff',
    'good',
  ],
  [
    'on, the program is allowed',
    { state: ON, blockAll: NOT_ALL, program: 'Incoming connection to the application is permitted.\n' },
    'firewallAllows',
    'good',
  ],
  [
    'on, the program is blocked',
    { state: ON, blockAll: NOT_ALL, program: 'Incoming connection to the application is blocked.\n' },
    'macBlocks',
    'bad',
  ],
  [
    'on, the program is not in the list',
    {
      state: ON,
      blockAll: 'Block all DISABLED! \n',
      program: 'The application is not part of the firewall.\n',
    },
    'firewallAllows',
    'good',
  ],
  [
    'blocking everything, on an older system',
    {
      state: 'Firewall is blocking all non-essential incoming connections. (State = 2)\n',
      blockAll: null,
      program: null,
    },
    'macBlocksAll',
    'bad',
  ],
  [
    'blocking everything, on a newer system',
    { state: ON, blockAll: 'Firewall has block all state set to enabled.\n', program: null },
    'macBlocksAll',
    'bad',
  ],
  ['not to be asked', { state: null, blockAll: null, program: null }, 'firewallUnknown', 'unknown'],
] as const)('macOS’ firewall is %s', (_name, answers, reason, verdict) => {
  expect(judgeMac(answers)).toMatchObject({ reason, verdict });
});

test('the firewall is asked about the app that people see, not about a program within it', async () => {
  const asked: string[] = [];
  const app = '/Applications/Mini Cloud Maker.app';
  await examineMacFirewall((_program, args) => {
    asked.push(args.join(' '));
    return Promise.resolve(null);
  }, `${app}/Contents/Frameworks/Mini Cloud Maker Helper.app/Contents/MacOS/Mini Cloud Maker Helper`);
  expect(asked).toContain(`--getappblocked ${app}`);
});
