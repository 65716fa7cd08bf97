import { z } from 'zod';
import { call } from './call.ts';

/** What anybody may know; of what is null, only who is signed in or sits before the window. */
export const cloudInfo = z.object({
  name: z.string(),
  appVersion: z.string().nullable(),
  /** Where secrets are kept: the system's keychain, or a file only this user account can read. */
  secrets: z.enum(['keychain', 'file']).nullable(),
  setupDone: z.boolean(),
  /** Whether whoever asks may do the first run: the window may, a browser only with the code of this computer. */
  maySetUp: z.boolean(),
});
export type CloudInfo = z.infer<typeof cloudInfo>;

/** The cloud itself. */
export const cloud = {
  info: call('anyone').output(cloudInfo),
  rename: call('owner')
    .input(z.object({ name: z.string().trim().min(1).max(60) }))
    .output(cloudInfo),
};
