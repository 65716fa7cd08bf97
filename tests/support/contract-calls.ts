import type { AnyContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract } from '../../electron/contract/contract.ts';

const meta = z.object({
  access: z.enum(['anyone', 'setup', 'member', 'admin', 'owner']),
  desktopOnly: z.boolean(),
});

/** Every call of the contract with what it declares; throws for a call that declares no access level. */
export function contractCalls(): { path: [string, string]; meta: z.infer<typeof meta> }[] {
  return Object.entries(contract).flatMap(([group, calls]) =>
    Object.entries<AnyContractProcedure>(calls).map(([name, procedure]) => {
      const declared = meta.safeParse(procedure['~orpc'].meta);
      if (!declared.success) throw new Error(`${group}.${name} does not say who may make it`);
      return { path: [group, name], meta: declared.data };
    }),
  );
}
