import { readFile } from 'node:fs/promises';
import type { Ask } from './ask.ts';
import { bad, type Finding, good, unknown, warning } from './finding.ts';
import { zoneAllows } from './firewalld.ts';
import { judgeNftables } from './nftables.ts';
import { judgeUfw } from './ufw.ts';

/** What the firewalls of Linux do with the port, as far as it can be read without being root. */
export async function examineLinuxFirewall(
  ask: Ask,
  { port, interfaceName }: { readonly port: number; readonly interfaceName: string | null },
): Promise<Finding> {
  const text = String(port);
  const [config, defaults, rules] = await Promise.all(
    ['/etc/ufw/ufw.conf', '/etc/default/ufw', '/etc/ufw/user.rules'].map((file) =>
      readFile(file, 'utf8').catch(() => null),
    ),
  );
  const ufw = judgeUfw({ config: config ?? null, defaults: defaults ?? null, rules: rules ?? null }, port);
  const ufwCommand = `sudo ufw allow ${text}/tcp`;
  if (ufw === 'blocks') return bad('ufwBlocks', { port: text, command: ufwCommand });
  if (ufw === 'hidden') return warning('ufwHidden', { port: text, command: ufwCommand });
  if (ufw === 'allows') return good('firewallAllows', { name: 'ufw', port: text });

  const state = await ask('firewall-cmd', ['--state']);
  if (state?.trim() === 'running') return examineFirewalld(ask, text, interfaceName);

  const listed = await ask('nft', ['-j', 'list', 'ruleset']);
  if (listed !== null) {
    const verdict = judgeNftables(listed, port);
    if (verdict === 'blocks')
      return bad('nftablesBlocks', {
        port: text,
        command: `sudo nft insert rule inet filter input tcp dport ${text} accept`,
      });
    if (verdict === 'allows') return good('firewallNone');
  }
  const services = await Promise.all(
    ['nftables', 'iptables', 'netfilter-persistent'].map((service) =>
      ask('systemctl', ['is-active', service]),
    ),
  );
  return services.some((one) => one?.trim() === 'active')
    ? unknown('firewallHidden', { port: text, command: 'sudo nft list ruleset' })
    : good('firewallNone');
}

async function examineFirewalld(ask: Ask, port: string, interfaceName: string | null): Promise<Finding> {
  const named =
    interfaceName === null ? null : await ask('firewall-cmd', [`--get-zone-of-interface=${interfaceName}`]);
  const zone = (named ?? (await ask('firewall-cmd', ['--get-default-zone'])))?.trim() ?? '';
  const command = `sudo firewall-cmd --permanent${zone === '' ? '' : ` --zone=${zone}`} --add-port=${port}/tcp && sudo firewall-cmd --reload`;
  const listing = zone === '' ? null : await ask('firewall-cmd', [`--zone=${zone}`, '--list-all']);
  if (listing === null) return unknown('firewallHidden', { port, command });
  return zoneAllows(listing, Number(port))
    ? good('firewallAllows', { name: 'firewalld', port })
    : bad('firewalldBlocks', { port, zone, command });
}
