import { z } from 'zod';
import { call } from './call.ts';
import { password, person, userName } from './people.ts';

/** A device on which the person is signed in. */
export const openSession = z.object({
  id: z.uuid(),
  /** A word for the browser and system, for example `Chrome, Android`; null for the window on this computer. */
  device: z.string().nullable(),
  /** The address it came from; null for the window on this computer. */
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;

/** Signing in and out, and what a person does with their own account. */
export const session = {
  /** Who is asking; null before sign-in. */
  me: call('anyone').output(person.nullable()),
  signIn: call('anyone')
    .input(z.object({ userName: userName, password, remember: z.boolean() }))
    .output(person),
  signOut: call('member').output(z.void()),
  /** Sets a new password by the recovery code, which is used up; the answer carries the next one. */
  recover: call('anyone')
    .input(z.object({ userName, recoveryCode: z.string().trim().min(1).max(100), newPassword: password }))
    .output(z.object({ person, recoveryCode: z.string() })),
  /** Ends every other session of the person. */
  changePassword: call('member')
    .input(z.object({ currentPassword: password, newPassword: password }))
    .output(z.void()),
  /** Makes a new recovery code; the one before it stops working. */
  renewRecoveryCode: call('member')
    .input(z.object({ currentPassword: password }))
    .output(z.object({ recoveryCode: z.string() })),
  /** Where the person is signed in, the last used first. */
  list: call('member').output(z.array(openSession)),
  /** Signs one device out at once. Throws NOT_FOUND. */
  end: call('member')
    .input(z.object({ id: z.uuid() }))
    .output(z.void()),
  /** Signs every device out but the one that asks. */
  endOthers: call('member').output(z.object({ count: z.int() })),
  rename: call('member')
    .input(z.object({ name: z.string().trim().min(1).max(80) }))
    .output(person),
};
