import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { careLanguage, restoreState } from './care.ts';
import { engineChoice, engineOptions, engineState, externalEndpoint, locationReport } from './engine.ts';
import { password, person, personName, userName } from './people.ts';

/** The steps of the first run that are kept, so that closing and reopening continues there. */
export const setupStep = z.enum(['account', 'code', 'location', 'install', 'done']);
export type SetupStep = z.infer<typeof setupStep>;

/** Where the first run stands. The recovery code is shown once and never stored in the clear. */
export const setupState = z.object({
  step: setupStep,
  owner: z.object({ name: z.string(), userName: z.string() }).nullable(),
  dataFolder: z.string().nullable(),
  suggestedFolder: z.string(),
  engine: z.enum(['managed', 'external']),
  /** The server of others that this computer's cloud was kept on, where nothing else is known of it any more. */
  lastServer: z.object({ endpoint: z.string(), region: z.string(), bucket: z.string() }).nullable(),
});
export type SetupState = z.infer<typeof setupState>;

const folder = z.object({ folder: z.string().min(1).max(4096) });

/** Where a cloud to bring back is looked for. */
export const cloudSource = z.discriminatedUnion('kind', [
  folder.extend({ kind: z.literal('folder') }),
  z.object({ kind: z.literal('server'), external: externalEndpoint }),
  /** The server that this computer's cloud was kept on, with the keys that are still here. */
  z.object({ kind: z.literal('lastServer') }),
]);
export type CloudSource = z.infer<typeof cloudSource>;
/** Where it is, with the keys to it. */
export type LostPlace = Exclude<CloudSource, { kind: 'lastServer' }>;

/** The first run. Every call but `state` is refused for ever once it is finished. */
export const setup = {
  /** Nothing but the step for whoever may not do it. */
  state: call('anyone').output(setupState),
  /** Makes the owner, or makes them anew when the person goes back; answers with the one-time recovery code. */
  createOwner: call('setup')
    .input(z.object({ name: personName, userName, password }))
    .output(z.object({ recoveryCode: z.string() })),
  /** A new code for who closed the app before keeping the first one, which then no longer works. */
  renewRecoveryCode: call('setup').output(z.object({ recoveryCode: z.string() })),
  /** The person says that the code is kept; until then the first run stays at it. */
  keepRecoveryCode: call('setup').output(z.void()),
  inspectLocation: call('setup').input(folder).output(locationReport),
  /** Remembers the folder after checking it; nothing is written into it yet. */
  chooseLocation: call('setup').input(folder).output(locationReport),
  engineOptions: call('setup').output(engineOptions),
  /** Remembers the engine; an external one is checked by a real write, read and delete first. */
  chooseEngine: call('setup').input(engineChoice).output(z.void()),
  /** Starts the installation, or tries it again; `watch` tells how it goes. */
  install: call('setup').output(z.void()),
  watch: call('setup').output(eventIterator(engineState)),
  /** Ends the first run once the server runs, and signs the owner in on this window. */
  finish: call('setup').output(person),
  /** Looks at what the cloud in a place can be brought back from; `watchRestore` tells what was found. */
  lookForCloud: call('setup').input(cloudSource).output(z.void()),
  /**
   * Brings the cloud that was found back; the core then starts anew with it. Throws SETUP_INCOMPLETE when the place
   * holds no copy of the records and no owner was made yet, who would get what is found.
   */
  restore: call('setup')
    .input(z.object({ language: careLanguage }))
    .output(z.void()),
  watchRestore: call('setup').output(eventIterator(restoreState)),
};
