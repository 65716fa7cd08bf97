// Runs the cloud from its sources without a window: fetches what is missing, builds when something changed.
import { headless } from './headless.ts';
import { command } from './lib/problem.ts';

await command(headless);
