import { care } from './care.ts';
import { cloud } from './cloud.ts';
import { downloads } from './downloads.ts';
import { drive } from './drive.ts';
import { engine } from './engine.ts';
import { find } from './find.ts';
import { live } from './live.ts';
import { network } from './network.ts';
import { organise } from './organise.ts';
import { people } from './people.ts';
import { previews } from './previews.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { grants, shares } from './shares.ts';
import { space } from './space.ts';
import { transfers } from './transfers.ts';
import { uploads } from './uploads.ts';
import { usage } from './usage.ts';
import { versions } from './versions.ts';

/** Everything that a window, a browser or a phone can ask of the core. */
export const contract = {
  cloud,
  setup,
  session,
  people,
  engine,
  drive,
  organise,
  find,
  versions,
  previews,
  space,
  transfers,
  usage,
  care,
  network,
  shares,
  grants,
  uploads,
  downloads,
  live,
};
export type Contract = typeof contract;
