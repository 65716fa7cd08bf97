import { z } from 'zod';
import { call } from './call.ts';
import { nodeIds } from './drive.ts';

/** Downloads of browsers. Single files come by their address of content with `&save`. */
export const downloads = {
  /** An address that gives the chosen files and folders as one zip, once and soon. Throws NOT_FOUND. */
  zip: call('member')
    .input(z.object({ ids: nodeIds }))
    .output(z.object({ address: z.string() })),
};
