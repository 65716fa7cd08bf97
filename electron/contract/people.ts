import { z } from 'zod';
import { call } from './call.ts';

/** Longest password that bcrypt sees whole, in UTF-8 bytes; longer ones are refused, not cut. */
export const PASSWORD_MAXIMUM_BYTES = 72;
/** Shortest password accepted, in characters. */
export const PASSWORD_MINIMUM = 8;

export const userId = z.uuid();
export const role = z.enum(['owner', 'admin', 'member']);
export type Role = z.infer<typeof role>;

/** A person's display name. */
export const personName = z.string().trim().min(1).max(80);
/** What a person types to sign in: letters of any script, digits, dot, hyphen, underscore, at sign. */
export const userName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{M}\p{N}._@-]+$/u);
/** A password as typed; length rules are checked by the core, so that they have a sentence of their own. */
export const password = z.string().min(1).max(1024);

/** A person as anybody signed in may know themselves. */
export const person = z.object({
  id: userId,
  name: z.string(),
  userName: z.string(),
  role,
  mustChangePassword: z.boolean(),
  quotaBytes: z.int().nullable(),
});
export type Person = z.infer<typeof person>;

/** A person as admins see them. */
export const personRow = person.extend({
  disabled: z.boolean(),
  usedBytes: z.int(),
  fileCount: z.int(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

const quotaBytes = z.int().positive().nullable();
const target = z.object({ id: userId });

/** Everybody who has an account, for admins. Only the owner may make, change or remove admins. */
export const people = {
  list: call('admin').output(z.array(personRow)),
  add: call('admin')
    .input(
      z.object({
        name: personName,
        userName,
        password,
        role: z.enum(['admin', 'member']),
        quotaBytes,
        /** The password is for the first sign-in only. */
        mustChangePassword: z.boolean().default(false),
      }),
    )
    .output(personRow),
  update: call('admin')
    .input(
      target.extend({
        name: personName.optional(),
        role: z.enum(['admin', 'member']).optional(),
        quotaBytes: quotaBytes.optional(),
      }),
    )
    .output(personRow),
  setDisabled: call('admin')
    .input(target.extend({ disabled: z.boolean() }))
    .output(personRow),
  /** Sets a new password that the person must change at the next sign-in; ends their sessions. */
  resetPassword: call('admin').input(target.extend({ password })).output(z.void()),
  /**
   * Removes a person; their files go for ever, or move whole into a folder of another person. `none` is for who was
   * not asked about files, because there were none: throws HAS_FILES when there are some by now.
   */
  remove: call('admin')
    .input(
      target.extend({
        files: z.discriminatedUnion('fate', [
          z.object({ fate: z.literal('none') }),
          z.object({ fate: z.literal('delete') }),
          z.object({ fate: z.literal('give'), to: userId }),
        ]),
      }),
    )
    .output(z.void()),
};
