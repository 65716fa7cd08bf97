import { cloud } from './cloud.ts';
import { drive } from './drive.ts';
import { engine } from './engine.ts';
import { people } from './people.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { transfers } from './transfers.ts';
import { usage } from './usage.ts';

/** Everything that a window, a browser or a phone can ask of the core. */
export const contract = { cloud, setup, session, people, engine, drive, transfers, usage };
export type Contract = typeof contract;
