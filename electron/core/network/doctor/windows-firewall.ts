import { z } from 'zod';
import type { Ask } from './ask.ts';
import { bad, type Finding, good, unknown } from './finding.ts';

/** PowerShell starts slowly, and a computer has hundreds of rules. */
const TIME_LIMIT_MS = 25_000;

/** PowerShell leaves out the list around one thing, and everything where there is none. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item), item, z.null()])
    .optional()
    .transform((value): z.output<Item>[] =>
      Array.isArray(value) ? value : value === null || value === undefined ? [] : [value],
    );

const answer = z.object({
  networks: listOf(z.object({ alias: z.string(), category: z.string() })),
  profiles: listOf(z.object({ name: z.string(), enabled: z.string() })),
  rules: listOf(z.object({ action: z.string(), profile: z.string() })),
});

/** What is asked of PowerShell, without being an administrator: networks, profiles, and the rules for this program. */
export function windowsScript(program: string, port: number): string {
  const quoted = `'${program.replaceAll("'", "''")}'`;
  return [
    "$ErrorActionPreference='SilentlyContinue'",
    '[Console]::OutputEncoding=[Text.Encoding]::UTF8',
    `$mine=@(Get-NetFirewallApplicationFilter -PolicyStore ActiveStore -Program ${quoted} | Get-NetFirewallRule)`,
    `$mine+=@(Get-NetFirewallPortFilter -PolicyStore ActiveStore -Protocol TCP | Where-Object { $_.LocalPort -eq '${String(port)}' } | Get-NetFirewallRule)`,
    '$rules=@($mine | Where-Object { "$($_.Direction)" -eq \'Inbound\' -and "$($_.Enabled)" -eq \'True\' } | ForEach-Object { @{action="$($_.Action)";profile="$($_.Profile)"} })',
    '$networks=@(Get-NetConnectionProfile | ForEach-Object { @{alias="$($_.InterfaceAlias)";category="$($_.NetworkCategory)"} })',
    '$profiles=@(Get-NetFirewallProfile -PolicyStore ActiveStore | ForEach-Object { @{name="$($_.Name)";enabled="$($_.Enabled)"} })',
    'ConvertTo-Json -Compress -Depth 4 @{networks=$networks;profiles=$profiles;rules=$rules}',
  ].join('; ');
}

/**
 * What Windows' firewall does with connections to this program from the network of an interface. Who cancels its
 * question gets rules that block the program for ever, which is what to look for first.
 */
export function judgeWindows(
  text: string | null,
  { program, interfaceName }: { readonly program: string; readonly interfaceName: string | null },
): Finding {
  const parsed = parse(text);
  if (parsed === null) return unknown('firewallUnknown');
  const { networks, profiles, rules } = parsed;
  const network = networks.find(({ alias }) => alias === interfaceName) ?? networks[0];
  // Windows calls the profile of a company's network otherwise than its category.
  const profile = (network?.category ?? 'Public').replace(/^DomainAuthenticated$/u, 'Domain');
  const isOn = profiles.find(({ name }) => name === profile)?.enabled;
  if (isOn !== undefined && /^(?:False|2)$/iu.test(isOn)) return good('firewallOff', { name: 'Windows' });
  const forProfile = ({ profile: of }: { profile: string }) =>
    /^(?:Any|0)$/iu.test(of) || of.split(/,\s*/u).includes(profile);
  const allow = `New-NetFirewallRule -DisplayName "Mini Cloud Maker" -Direction Inbound -Action Allow -Profile Private -Program "${program}"`;
  if (rules.some((rule) => rule.action === 'Block' && forProfile(rule)))
    return bad('windowsBlocks', {
      program,
      command: `Get-NetFirewallApplicationFilter -Program "${program}" | Get-NetFirewallRule | Where-Object Action -eq Block | Remove-NetFirewallRule; ${allow}`,
    });
  const allowing = rules.filter(({ action }) => action === 'Allow');
  if (allowing.some(forProfile)) return good('firewallAllows', { name: 'Windows' });
  if (profile === 'Public' && allowing.length > 0)
    return bad('windowsPublic', {
      network: network?.alias ?? '',
      command: `Set-NetConnectionProfile -InterfaceAlias "${network?.alias ?? ''}" -NetworkCategory Private`,
    });
  return bad('windowsNoRule', { program, command: allow });
}

function parse(text: string | null): z.infer<typeof answer> | null {
  if (text === null) return null;
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    return null; // PowerShell said something else
  }
}

/** Asks Windows. */
export async function examineWindowsFirewall(
  ask: Ask,
  given: { readonly program: string; readonly port: number; readonly interfaceName: string | null },
): Promise<Finding> {
  const script = Buffer.from(windowsScript(given.program, given.port), 'utf16le').toString('base64');
  const text = await ask(
    'powershell.exe',
    ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', script],
    TIME_LIMIT_MS,
  );
  return judgeWindows(text, given);
}
