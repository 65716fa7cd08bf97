import { z } from 'zod';
import type { NodeRow } from './nodes.table.ts';

const id = z.string();
const ids = z.array(id);
const text = z.string().nullable();

/** Where an entry is: live in a folder, or in the trash having been there. */
const spot = z.object({ parent: id, trashedAt: text, path: text });
export type Spot = z.infer<typeof spot>;

/** A whole row, for an entry that gave way to another. */
const row = z.object({
  id,
  owner_id: z.string(),
  parent_id: text,
  kind: z.enum(['folder', 'file']),
  name: z.string(),
  name_key: z.string(),
  sort_key: z.string(),
  object_id: text,
  size: z.number(),
  type: text,
  mime: text,
  created_at: z.string(),
  modified_at: z.string(),
  trashed_at: text,
  trashed_path: text,
  purged_at: text,
  tags: z.number(),
  favourite_at: text,
  touched_at: text,
}) satisfies z.ZodType<NodeRow>;

/** Within one drive. */
const local = z.discriminatedUnion('did', [
  /** Entries that went from one place to another, under their names. `along`: trash of a folder that gave way. */
  z.object({ did: z.literal('moved'), ids, from: spot, to: spot, along: z.boolean() }),
  /** An entry that got another name, here or on its way. */
  z.object({
    did: z.literal('named'),
    id,
    from: spot.extend({ name: z.string() }),
    to: spot.extend({ name: z.string() }),
  }),
  z.object({ did: z.literal('tagged'), ids, from: z.number(), to: z.number() }),
  z.object({ did: z.literal('favoured'), ids, from: text, to: text }),
  /**
   * A file whose content became a version when another one's took its place. `incoming` is that other file, which is
   * no more, with its `versions`; null where it had only just been copied.
   */
  z.object({
    did: z.literal('replaced'),
    id,
    objectId: z.string(),
    versionId: id,
    touchedAt: text,
    size: z.number(),
    incoming: row.nullable(),
    versions: ids,
  }),
  /** A folder whose entries went into another and that is no more. */
  z.object({ did: z.literal('merged'), row }),
  /** Folders that were made on the way, outer ones first. */
  z.object({ did: z.literal('made'), ids }),
  z.object({ did: z.literal('copied'), ids }),
]);

/** An entry and the copy of it, with where that came, under which name, and its content; null for a folder. */
const pair = z.object({ original: id, copy: id, parent: id, name: z.string(), objectId: text });
export type Pair = z.infer<typeof pair>;

/**
 * Entries that went from the drives of some to that of another: what became of the originals in each of those, and of
 * the copies in this one.
 */
const crossed = z.object({
  did: z.literal('crossed'),
  left: z.array(z.object({ ownerId: id, steps: z.array(local) })),
  came: z.object({ ownerId: id, steps: z.array(local) }),
  pairs: z.array(pair),
});
/** What went from drive to drive. */
export type Crossing = z.infer<typeof crossed>;

const step = z.discriminatedUnion('did', [...local.options, crossed]);

/** One thing that a change did within a drive, with what is needed to take it back. */
export type Step = z.infer<typeof local>;
/** The same, or what it did across drives. */
export type KeptStep = z.infer<typeof step>;

const steps = z.array(step);

/** Steps as they are kept. */
export function encodeSteps(list: readonly KeptStep[]): string {
  return JSON.stringify(list);
}

/** What {@link encodeSteps} was given. */
export function decodeSteps(data: string): KeptStep[] {
  return steps.parse(JSON.parse(data));
}

/** Ids of the entries that a step did away with. */
export function goneIn(done: Step): string[] {
  if (done.did === 'merged') return [done.row.id];
  return done.did === 'replaced' && done.incoming !== null ? [done.incoming.id] : [];
}
