import { describe, expect, test } from 'vitest';
import { judgeWindows, windowsScript } from './windows-firewall.ts';

const program = String.raw`C:\Users\Ana\AppData\Local\Programs\mini-cloud-maker\Mini Cloud Maker.exe`;
const where = { program, interfaceName: 'Wi-Fi' };

interface Said {
  readonly category?: string;
  readonly enabled?: string;
  readonly rules?: unknown;
}

/** What PowerShell writes; of one thing it leaves the list out, as ConvertTo-Json of Windows PowerShell 5 does. */
function said({ category = 'Private', enabled = 'True', rules = [] }: Said): string {
  return `${JSON.stringify({
    networks: { alias: 'Wi-Fi', category },
    profiles: ['Domain', 'Private', 'Public'].map((name) => ({ name, enabled })),
    rules,
  })}\r\n`;
}

describe('Windows’ firewall', () => {
  test.each([
    [
      'the question was cancelled: two rules block the program',
      said({
        category: 'Public',
        rules: [
          { action: 'Block', profile: 'Public' },
          { action: 'Block', profile: 'Public' },
        ],
      }),
      'windowsBlocks',
      'bad',
    ],
    [
      'a rule blocks it in all profiles',
      said({ rules: { action: 'Block', profile: 'Any' } }),
      'windowsBlocks',
      'bad',
    ],
    [
      'a refusal wins over a permission',
      said({
        rules: [
          { action: 'Allow', profile: 'Private' },
          { action: 'Block', profile: 'Private' },
        ],
      }),
      'windowsBlocks',
      'bad',
    ],
    [
      'it was refused for public networks and this one is private',
      said({
        rules: [
          { action: 'Block', profile: 'Public' },
          { action: 'Allow', profile: 'Private' },
        ],
      }),
      'firewallAllows',
      'good',
    ],
    [
      'it was allowed for private networks and this one is private',
      said({ rules: { action: 'Allow', profile: 'Private' } }),
      'firewallAllows',
      'good',
    ],
    [
      'it was allowed for two profiles',
      said({ category: 'Public', rules: { action: 'Allow', profile: 'Private, Public' } }),
      'firewallAllows',
      'good',
    ],
    [
      'it was allowed for private networks and this one is public',
      said({ category: 'Public', rules: { action: 'Allow', profile: 'Private' } }),
      'windowsPublic',
      'bad',
    ],
    ['nobody was asked yet', said({}), 'windowsNoRule', 'bad'],
    [
      'a company’s network',
      said({ category: 'DomainAuthenticated', rules: { action: 'Allow', profile: 'Domain' } }),
      'firewallAllows',
      'good',
    ],
    ['the firewall is off', said({ enabled: 'False' }), 'firewallOff', 'good'],
    ['PowerShell is forbidden', null, 'firewallUnknown', 'unknown'],
    ['PowerShell says something else', 'Access is denied.', 'firewallUnknown', 'unknown'],
  ] as const)('%s', (_name, text, reason, verdict) => {
    expect(judgeWindows(text, where)).toMatchObject({ reason, verdict });
  });

  test('the way out of a block removes its rules and allows the program', () => {
    const { data } = judgeWindows(said({ rules: { action: 'Block', profile: 'Any' } }), where);
    expect(data?.['command']).toContain('Remove-NetFirewallRule; New-NetFirewallRule');
    expect(data?.['command']).toContain(`-Program "${program}"`);
  });

  test('the path of the program cannot leave its quotes in the script', () => {
    const script = windowsScript(String.raw`C:\it's; calc\a.exe`, 8710);
    expect(script).toContain(String.raw`-Program 'C:\it''s; calc\a.exe' |`);
  });
});
