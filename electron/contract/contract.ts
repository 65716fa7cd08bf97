import { care } from './care.ts';
import { cloud } from './cloud.ts';
import { drive } from './drive.ts';
import { engine } from './engine.ts';
import { find } from './find.ts';
import { organise } from './organise.ts';
import { people } from './people.ts';
import { previews } from './previews.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { space } from './space.ts';
import { transfers } from './transfers.ts';
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
};
export type Contract = typeof contract;
