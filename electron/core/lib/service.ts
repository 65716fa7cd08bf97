import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { Caller } from './caller.ts';

/**
 * What a service has to be to serve a group of the contract: one method a call, named alike, given who asks, the
 * input as the schema left it, and a signal that aborts when the caller has gone.
 */
export type ServiceOf<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends ContractProcedure<
    infer Input,
    infer Output,
    infer _Errors,
    infer _Meta
  >
    ? (
        caller: Caller,
        input: InferSchemaOutput<Input>,
        signal: AbortSignal | undefined,
      ) => InferSchemaInput<Output> | Promise<InferSchemaInput<Output>>
    : never;
};
