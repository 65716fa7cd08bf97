import type { Ask } from './ask.ts';
import { bad, type Finding, good, unknown } from './finding.ts';

const TOOL = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** What `socketfilterfw` says, of the whole firewall and of this program. */
export interface MacAnswers {
  /** Of `--getglobalstate`. */
  readonly state: string | null;
  /** Of `--getblockall`. */
  readonly blockAll: string | null;
  /** Of `--getappblocked <program>`. */
  readonly program: string | null;
}

/** What macOS' own firewall does with connections to this program. */
export function judgeMac({ state, blockAll, program }: MacAnswers): Finding {
  if (state === null) return unknown('firewallUnknown');
  if (/disabled|State = 0/iu.test(state)) return good('firewallOff', { name: 'macOS' });
  if (/State = 2/iu.test(state) || /enabled|is set to block all/iu.test(blockAll ?? ''))
    return bad('macBlocksAll');
  if (program !== null && /blocked/iu.test(program)) return bad('macBlocks');
  // A signed program that is not in the list is let through, or asked about when it opens a port.
  return good('firewallAllows', { name: 'macOS' });
}

/** Asks macOS; `program` is the path of the running program, of whose bundle the firewall knows. */
export async function examineMacFirewall(ask: Ask, program: string): Promise<Finding> {
  const bundle = /^.+?\.app(?=\/)/u.exec(program)?.[0] ?? program;
  const [state, blockAll, blocked] = await Promise.all([
    ask(TOOL, ['--getglobalstate']),
    ask(TOOL, ['--getblockall']),
    ask(TOOL, ['--getappblocked', bundle]),
  ]);
  return judgeMac({ state, blockAll, program: blocked });
}
