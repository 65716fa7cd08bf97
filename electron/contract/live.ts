import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { nodeId } from './drive.ts';
import { engineState } from './engine.ts';
import { networkState } from './network.ts';
import { transfersEvent } from './transfers.ts';

/** What can be heard together: the groups whose `watch` is for all members, takes no input and tells at once how things are. */
export const liveTopic = z.enum(['drive', 'engine', 'usage', 'transfers', 'network', 'shares', 'grants']);
export type LiveTopic = z.infer<typeof liveTopic>;

/** One event of one of the streams. `beat` comes every few seconds, so that who hears nothing knows it is cut off. */
export const liveEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('beat') }),
  z.object({
    topic: z.literal('drive'),
    event: z.object({ folderIds: z.array(nodeId.nullable()) }),
  }),
  z.object({ topic: z.literal('engine'), event: engineState }),
  z.object({ topic: z.literal('usage'), event: z.object({ at: z.iso.datetime() }) }),
  z.object({ topic: z.literal('transfers'), event: transfersEvent }),
  z.object({ topic: z.literal('network'), event: networkState }),
  z.object({ topic: z.literal('shares'), event: z.object({}) }),
  z.object({ topic: z.literal('grants'), event: z.object({}) }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

/** Longest silence of `live.watch`, in milliseconds. */
export const LIVE_BEAT_MS = 10_000;

/**
 * Several streams over one connection: browsers open no more than six connections to a place over HTTP, and each stream
 * of its own would keep one of them.
 */
export const live = {
  watch: call('member')
    .input(z.object({ topics: z.array(liveTopic).min(1).max(liveTopic.options.length) }))
    .output(eventIterator(liveEvent)),
};
