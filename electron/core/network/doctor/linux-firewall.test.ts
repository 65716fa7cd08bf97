import { describe, expect, test } from 'vitest';
import type { Ask } from './ask.ts';
import { zoneAllows } from './firewalld.ts';
import { examineLinuxFirewall } from './linux-firewall.ts';
import { judgeNftables } from './nftables.ts';
import { judgeUfw } from './ufw.ts';

describe('ufw', () => {
  const config = '# /etc/ufw/ufw.conf\n#\nENABLED=yes\n\nLOGLEVEL=low\n';
  const defaults =
    'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\n';
  const rules = (tuples: string) => `*filter
:ufw-user-input - [0:0]
### RULES ###

${tuples}
-A ufw-user-input -p tcp --dport 22 -j ACCEPT

### END RULES ###
COMMIT
`;
  const SSH = '### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in';

  test.each([
    ['not installed', { config: null, defaults: null, rules: null }, 'off'],
    ['off', { config: config.replace('yes', 'no'), defaults, rules: null }, 'off'],
    ['on, the rules readable by root alone', { config, defaults, rules: null }, 'hidden'],
    ['on, without a rule for the port', { config, defaults, rules: rules(SSH) }, 'blocks'],
    [
      'on, letting the port through',
      { config, defaults, rules: rules(`${SSH}\n### tuple ### allow tcp 8710 0.0.0.0/0 any 0.0.0.0/0 in`) },
      'allows',
    ],
    [
      'on, letting a range through by both protocols',
      { config, defaults, rules: rules('### tuple ### allow any 8000:9000 0.0.0.0/0 any 0.0.0.0/0 in') },
      'allows',
    ],
    [
      'on, with a rule for UDP only',
      { config, defaults, rules: rules('### tuple ### allow udp 8710 0.0.0.0/0 any 0.0.0.0/0 in') },
      'blocks',
    ],
    [
      'on, letting one computer in only',
      { config, defaults, rules: rules('### tuple ### allow tcp 8710 0.0.0.0/0 any 192.168.1.7 in') },
      'blocks',
    ],
    [
      'on, with a refusal before the permission',
      {
        config,
        defaults,
        rules: rules(
          '### tuple ### deny tcp 8710 0.0.0.0/0 any 0.0.0.0/0 in\n### tuple ### allow any any 0.0.0.0/0 any 0.0.0.0/0 in',
        ),
      },
      'blocks',
    ],
    [
      'on, open by default',
      { config, defaults: defaults.replace('DROP', 'ACCEPT'), rules: rules(SSH) },
      'allows',
    ],
  ] as const)('%s', (_name, files, verdict) => {
    expect(judgeUfw(files, 8710)).toBe(verdict);
  });
});

describe('firewalld', () => {
  const zone = (ports: string, target = 'default') => `FedoraWorkstation (active)
  target: ${target}
  icmp-block-inversion: no
  interfaces: wlp3s0
  sources: 
  services: dhcpv6-client samba-client ssh
  ports: ${ports}
  protocols: 
  forward: yes
  masquerade: no
  forward-ports: 
  source-ports: 
  icmp-blocks: 
  rich rules: 
`;
  test.each([
    ['Fedora Workstation as it comes', zone('1025-65535/udp 1025-65535/tcp'), true],
    ['a public zone', zone(''), false],
    ['the port alone', zone('8710/tcp'), true],
    ['UDP only', zone('8710/udp 22/tcp'), false],
    ['the trusted zone', zone('', 'ACCEPT'), true],
  ])('%s', (_name, listing, allowed) => {
    expect(zoneAllows(listing, 8710)).toBe(allowed);
  });
});

describe('nftables', () => {
  const chain = (policy: string) => ({
    chain: {
      family: 'inet',
      table: 'filter',
      name: 'input',
      handle: 1,
      type: 'filter',
      hook: 'input',
      prio: 0,
      policy,
    },
  });
  const rule = (...expr: object[]) => ({
    rule: { family: 'inet', table: 'filter', chain: 'input', handle: 4, expr },
  });
  const dport = (right: unknown) => ({
    match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right },
  });
  const established = rule(
    { match: { op: 'in', left: { ct: { key: 'state' } }, right: ['established', 'related'] } },
    { accept: null },
  );
  const list = (...items: object[]) =>
    JSON.stringify({ nftables: [{ metainfo: { version: '1.0.9', json_schema_version: 1 } }, ...items] });

  test.each([
    ['no rules', list(), 'allows'],
    ['a chain that lets everything in', list(chain('accept'), established), 'allows'],
    ['a chain that drops what it does not know', list(chain('drop'), established), 'blocks'],
    [
      'one that drops but lets the port in',
      list(chain('drop'), rule(dport(8710), { accept: null })),
      'allows',
    ],
    [
      'one that lets a set with a range in',
      list(
        chain('drop'),
        rule(dport({ set: [22, { range: [8000, 9000] }] }), { counter: {} }, { accept: null }),
      ),
      'allows',
    ],
    ['one that rejects at its end', list(chain('accept'), established, rule({ reject: {} })), 'blocks'],
    ['what another version writes', '{"nft":[]}', null],
  ])('%s', (_name, text, verdict) => {
    expect(judgeNftables(text, 8710)).toBe(verdict);
  });
});

describe('the line about the firewall on Linux', () => {
  /** What programs answer, by the words they are called with. */
  const says =
    (answers: Readonly<Record<string, string>>): Ask =>
    (program, args) =>
      Promise.resolve(answers[[program, ...args].join(' ')] ?? null);
  const where = { port: 8710, interfaceName: 'wlp3s0' };

  test('names the zone of the interface and the command that opens the port', async () => {
    const ask = says({
      'firewall-cmd --state': 'running\n',
      'firewall-cmd --get-zone-of-interface=wlp3s0': 'home\n',
      'firewall-cmd --zone=home --list-all': 'home (active)\n  target: default\n  ports: \n',
    });
    expect(await examineLinuxFirewall(ask, where)).toEqual({
      verdict: 'bad',
      reason: 'firewalldBlocks',
      data: {
        port: '8710',
        zone: 'home',
        command:
          'sudo firewall-cmd --permanent --zone=home --add-port=8710/tcp && sudo firewall-cmd --reload',
      },
    });
  });

  test('says that it cannot be seen when rules are on that only root can read', async () => {
    const ask = says({ 'systemctl is-active nftables': 'active\n' });
    expect(await examineLinuxFirewall(ask, where)).toMatchObject({
      verdict: 'unknown',
      reason: 'firewallHidden',
    });
  });

  test('is good where there is none', async () => {
    expect(await examineLinuxFirewall(says({}), where)).toMatchObject({
      verdict: 'good',
      reason: 'firewallNone',
    });
  });
});
