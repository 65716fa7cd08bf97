import { z } from 'zod';

const ruleset = z.object({
  nftables: z.array(
    z.looseObject({
      chain: z
        .looseObject({
          family: z.string(),
          table: z.string(),
          name: z.string(),
          hook: z.string().optional(),
          policy: z.string().optional(),
        })
        .optional(),
      rule: z
        .looseObject({
          family: z.string(),
          table: z.string(),
          chain: z.string(),
          expr: z.array(z.record(z.string(), z.unknown())),
        })
        .optional(),
    }),
  ),
});

/**
 * What the rules of the kernel do with new connections to a TCP port, by `nft -j list ruleset`: they block when a chain
 * of the input drops what it does not know, or drops at its end, and names the port nowhere. Null when they cannot be
 * understood. Rules that look at who asks are taken as if they let everybody in.
 */
export function judgeNftables(text: string, port: number): 'allows' | 'blocks' | null {
  let parsed: z.infer<typeof ruleset>;
  try {
    parsed = ruleset.parse(JSON.parse(text));
  } catch {
    return null; // an older nft that writes something else
  }
  const blocks = parsed.nftables.some(({ chain }) => {
    if (chain?.hook !== 'input' || !['ip', 'inet'].includes(chain.family)) return false;
    const rules = parsed.nftables.flatMap(({ rule }) =>
      rule?.family === chain.family && rule.table === chain.table && rule.chain === chain.name
        ? [rule.expr]
        : [],
    );
    const dropsRest = chain.policy === 'drop' || isPlainDrop(rules.at(-1));
    return dropsRest && !parsed.nftables.some(({ rule }) => rule !== undefined && letsIn(rule.expr, port));
  });
  return blocks ? 'blocks' : 'allows';
}

/** A rule that drops or rejects whatever reaches it. */
function isPlainDrop(expr: readonly Record<string, unknown>[] | undefined): boolean {
  if (expr === undefined) return false;
  const kinds = expr.flatMap((one) => Object.keys(one)).filter((kind) => !['counter', 'log'].includes(kind));
  return kinds.length === 1 && ['drop', 'reject'].includes(kinds[0] ?? '');
}

function letsIn(expr: readonly Record<string, unknown>[], port: number): boolean {
  if (!expr.some((one) => 'accept' in one)) return false;
  const matches = expr.flatMap((one) => ('match' in one ? [one['match']] : []));
  // One that accepts everything without asking for anything.
  if (matches.length === 0) return true;
  return matches.some((one) => {
    const match = portMatch.safeParse(one);
    return match.success && match.data.op !== '!=' && holds(match.data.right, port);
  });
}

const portMatch = z.object({
  op: z.string(),
  left: z.object({ payload: z.object({ protocol: z.enum(['tcp', 'th']), field: z.literal('dport') }) }),
  right: z.unknown(),
});
const range = z.object({ range: z.tuple([z.number(), z.number()]) });
const set = z.object({ set: z.array(z.unknown()) });

function holds(right: unknown, port: number): boolean {
  if (right === port) return true;
  const between = range.safeParse(right);
  if (between.success) return between.data.range[0] <= port && port <= between.data.range[1];
  const several = set.safeParse(right);
  return several.success && several.data.set.some((one) => holds(one, port));
}
