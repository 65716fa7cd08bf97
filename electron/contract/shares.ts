import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './call.ts';
import { driveNode, nodeId, nodeIds } from './drive.ts';

/** `link`: others see and fetch; `direct`: one file by a bare S3 address; `request`: others send files. */
export const shareKind = z.enum(['link', 'direct', 'request']);
export type ShareKind = z.infer<typeof shareKind>;

/** `gone`: what it shares was deleted. Everything but `active` is one and the same closed page to strangers. */
export const shareState = z.enum(['active', 'paused', 'expired', 'usedUp', 'revoked', 'gone']);
export type ShareState = z.infer<typeof shareState>;

/** Longest life of a direct link, in seconds: seven days, the most that S3 allows. */
export const DIRECT_MAXIMUM_SECONDS = 604_800;

export const NOTE_MAXIMUM = 1000;

const limits = z.object({
  maximumFiles: z.int().min(1).max(100_000).nullable(),
  /** All together. */
  maximumBytes: z.int().min(1).nullable(),
  maximumFileBytes: z.int().min(1).nullable(),
});

/** What its owner says of a link or request. */
export const shareSettings = z.object({
  /** Null: never, which is only ever a choice. */
  expiresAt: z.iso.datetime().nullable(),
  /** Preview, no download. */
  viewOnly: z.boolean().default(false),
  /** Completed downloads after which it is used up. */
  downloadLimit: z.int().min(1).max(100_000).nullable().default(null),
  /** Ask who opens it for their name. */
  asksName: z.boolean().default(false),
  note: z.string().trim().max(NOTE_MAXIMUM).default(''),
});

const sharePassword = z.string().min(1).max(200);

/** A link, direct link or request as its owner sees it. */
export const share = z.object({
  id: z.uuid(),
  kind: shareKind,
  state: shareState,
  /** What is shared: the name of the file or folder, of the first of several, or the title of a request. */
  name: z.string(),
  holds: z.enum(['file', 'folder', 'selection']),
  count: z.int(),
  /** The file, the folder, or the folder that is filled; null for a selection. */
  nodeId: nodeId.nullable(),
  /** The folder to open to see it, the top for null. */
  folderId: nodeId.nullable(),
  /** Complete, with the address of this moment; null while no device can come in. */
  url: z.string().nullable(),
  ...shareSettings.shape,
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  opens: z.int(),
  downloads: z.int(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** A revoked one can be revived until then. */
  reviveUntil: z.iso.datetime().nullable(),
  request: limits.extend({ files: z.int(), bytes: z.int() }).nullable(),
});
export type Share = z.infer<typeof share>;

/** Something that a stranger did with a share. */
export const shareVisit = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum(['opened', 'downloaded', 'received', 'wrongPassword']),
  /** The name that was given, if it was asked for. */
  by: z.string().nullable(),
  /** The address on the network. */
  from: z.string(),
  /** A word for the browser and system, for example `Chrome, Android`. */
  device: z.string(),
  /** The file; null where it was all of it. */
  subject: z.string().nullable(),
  bytes: z.int().nullable(),
});
export type ShareVisit = z.infer<typeof shareVisit>;

const target = z.object({ id: z.uuid() });

/** What a person shares with strangers on the local network. */
export const shares = {
  /** The newest first. */
  list: call('member')
    .input(z.object({ cursor: z.string().max(200).nullable().default(null) }))
    .output(z.object({ items: z.array(share), next: z.string().nullable() })),
  /** Those that share this very file or folder. */
  ofNode: call('member').input(z.object({ nodeId })).output(z.array(share)),
  /** Ticks, at once and whenever something about the caller's shares or their addresses changed. */
  watch: call('member').output(eventIterator(z.object({}))),
  /** Throws NOT_FOUND. */
  createLink: call('member')
    .input(shareSettings.extend({ ids: nodeIds, password: sharePassword.nullable() }))
    .output(share),
  /** Throws NOT_FOUND; NO_NETWORK while the door is closed, as the address is part of the signature. */
  createDirect: call('member')
    .input(z.object({ id: nodeId, seconds: z.int().min(60).max(DIRECT_MAXIMUM_SECONDS) }))
    .output(share),
  createRequest: call('member')
    .input(
      shareSettings
        .pick({ expiresAt: true, note: true, asksName: true })
        .extend(limits.shape)
        .extend({
          folderId: nodeId.nullable(),
          title: z.string().trim().min(1).max(120),
          password: sharePassword.nullable(),
        }),
    )
    .output(share),
  /** Changes what is given; a password of null takes it away. Throws NOT_FOUND. */
  update: call('member')
    .input(
      target.extend({
        expiresAt: z.iso.datetime().nullable().optional(),
        viewOnly: z.boolean().optional(),
        downloadLimit: z.int().min(1).max(100_000).nullable().optional(),
        asksName: z.boolean().optional(),
        note: z.string().trim().max(NOTE_MAXIMUM).optional(),
        password: sharePassword.nullable().optional(),
        ...limits.partial().shape,
      }),
    )
    .output(share),
  /** A paused one is closed until it goes on, running downloads included. */
  setPaused: call('member')
    .input(target.extend({ paused: z.boolean() }))
    .output(share),
  /** Closes it at once, running downloads included. */
  revoke: call('member').input(target).output(share),
  /** Takes a revocation back within a day. Throws REVIVE_TOO_LATE. */
  revive: call('member').input(target).output(share),
  /** Forgets a share and who used it. */
  forget: call('member').input(target).output(z.void()),
  /** Who used it, the newest first. */
  visits: call('member')
    .input(target.extend({ cursor: z.string().max(200).nullable().default(null) }))
    .output(z.object({ items: z.array(shareVisit), next: z.string().nullable() })),
};

/** Somebody with an account, as everybody may know them. */
export const otherPerson = z.object({ id: z.uuid(), name: z.string() });
export type OtherPerson = z.infer<typeof otherPerson>;

export const grantAccess = z.enum(['read', 'write']);
export type GrantAccess = z.infer<typeof grantAccess>;

/** A folder that one person shares with another, or with everyone. */
export const grant = z.object({
  id: z.uuid(),
  folder: driveNode,
  owner: otherPerson,
  /** Null: everyone with an account. */
  person: otherPerson.nullable(),
  access: grantAccess,
  since: z.iso.datetime(),
});
export type Grant = z.infer<typeof grant>;

/**
 * Folders shared between people with accounts. What is put in one belongs to its owner and counts on their account;
 * who left or was taken out loses only the way there. The calls of `drive`, `find`, `versions`, `previews`,
 * `transfers`, `uploads` and `downloads` take the ids of what is in such folders as if they were the caller's own.
 */
export const grants = {
  /** Everybody whom the caller may share with. */
  people: call('member').output(z.array(otherPerson)),
  ofFolder: call('member')
    .input(z.object({ folderId: nodeId }))
    .output(z.array(grant)),
  given: call('member').output(z.array(grant)),
  /** Shared with the caller. */
  received: call('member').output(z.array(grant)),
  watch: call('member').output(eventIterator(z.object({}))),
  /** Gives access, or changes it. Throws NOT_FOUND. */
  give: call('member')
    .input(z.object({ folderId: nodeId, personId: z.uuid().nullable(), access: grantAccess }))
    .output(grant),
  withdraw: call('member').input(target).output(z.void()),
  /** Takes the caller out of what somebody shares with them. */
  leave: call('member').input(target).output(z.void()),
};
