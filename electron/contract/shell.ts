import { z } from 'zod';

/**
 * Words between the shell and its core process, over the process's own port; not reachable from any window.
 * The core asks, the shell answers with the same `id`; the shell also tells things that need no answer.
 */

/** What an address of content shows: a file, an earlier content of one, or the small or the large picture of a file. */
export const contentKind = z.enum(['file', 'version', 'thumbnail', 'large']);
export type ContentKind = z.infer<typeof contentKind>;

/** Contents that are read for as long as somebody looks at them; small and large pictures have gone before that. */
export const READ_FOR_LONG: ReadonlySet<ContentKind> = new Set(['file', 'version']);

/**
 * Where the bytes behind an address are. `missing` says no more, whether there is none, it is somebody else's, or the
 * session has ended. `wanted`: there is no small picture yet, and only a page can make it. `away`: not now.
 */
export const contentAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    /** Where the store gives the object to whoever asks, for a short time; never for a page. */
    url: z.string(),
    /** Bytes; null where only the store knows. */
    size: z.int().nullable(),
    mime: z.string().nullable(),
    name: z.string(),
    /** Names these very bytes. */
    tag: z.string(),
    /** True when the address can never show anything else. */
    lasting: z.boolean(),
  }),
  z.object({ kind: z.enum(['missing', 'wanted', 'away']) }),
]);
export type ContentAnswer = z.infer<typeof contentAnswer>;

/** An address of content, taken apart. */
export const contentQuestion = z.object({
  token: z.string(),
  what: contentKind,
  /** Of the file, or of the version. */
  nodeId: z.string(),
  contentId: z.string().nullable(),
});
export type ContentQuestion = z.infer<typeof contentQuestion>;

/** What a person is told although no window may be open. Names only: the shell has the sentences. */
export const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['linkOpened', 'linkDownloaded', 'requestFilled']),
    /** Name of what is shared. */
    name: z.string(),
    /** Who did it, where they said so. */
    by: z.string().nullable(),
    count: z.int(),
  }),
  /** The computer's address on the network changed; links and QR codes made of the one before are of no use. */
  z.object({ kind: z.literal('addressChanged'), url: z.string() }),
]);
export type Notice = z.infer<typeof notice>;

/** Core → shell. */
export const coreMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The core could not start; the code is one of the contract's. */
  z.object({ type: z.literal('failed'), code: z.string() }),
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('encrypt'), id: z.int(), text: z.string() }),
  z.object({ type: z.literal('decrypt'), id: z.int(), data: z.string() }),
  /** The session that a window should begin with next time; null forgets it. */
  z.object({ type: z.literal('session'), windowId: z.int(), token: z.string().nullable() }),
  /** Whether transfers run, so that the computer is kept awake only then. */
  z.object({ type: z.literal('busy'), transfers: z.int() }),
  z.object({ type: z.literal('content'), id: z.int(), answer: contentAnswer }),
  /** What was found under that id may not be read any further. */
  z.object({ type: z.literal('contentOver'), id: z.int() }),
  /** Something of this computer that the person asked to see in the file manager. */
  z.object({ type: z.literal('show'), path: z.string() }),
  /** Something to tell the person by the system's own notification. */
  z.object({ type: z.literal('notice'), notice }),
]);
export type CoreMessage = z.infer<typeof coreMessage>;

/** Shell → core. A `connect` message carries the window's MessagePort beside it. */
export const shellMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connect'), windowId: z.int(), token: z.string().nullable() }),
  /** Paths that a person chose or dropped in a window; the page knows only the ids. */
  z.object({
    type: z.literal('grant'),
    windowId: z.int(),
    /** `temporary` files were made for this upload alone and go when it ends. */
    grants: z.array(z.object({ id: z.uuid(), path: z.string(), temporary: z.boolean() })),
  }),
  z.object({ type: z.literal('answer'), id: z.int(), value: z.string().nullable() }),
  /** Asks where the bytes behind an address are; answered by `content` with the same id. */
  z.object({ type: z.literal('content'), id: z.int(), question: contentQuestion }),
  /** Nobody waits for that answer any more, or reads what was found. */
  z.object({ type: z.literal('contentDropped'), id: z.int() }),
  z.object({ type: z.literal('stop') }),
]);
export type ShellMessage = z.infer<typeof shellMessage>;

/** Exit code of a core that is to be begun anew. */
export const RESTART_EXIT = 75;

/** How the shell starts the core: one JSON argument. */
export const coreOptions = z.object({
  home: z.string(),
  appVersion: z.string(),
  suggestedFolder: z.string(),
  /** Folder with the server program that the installer brought; null when there is none. */
  bundledServerFolder: z.string().nullable(),
  /** Path of the native SQLite binding where the shipped one does not fit; null for the shipped one. */
  sqliteBinding: z.string().nullable(),
  manifestFile: z.string(),
  /** The built page, for browsers on the network. */
  pageFolder: z.string(),
  /** True: a database that is damaged is set aside, so that the cloud can be restored from its copies. */
  setAsideDamaged: z.boolean().optional(),
  /** True: there is no window; browsers are the way in, and addresses are printed. */
  headless: z.boolean().optional(),
  /** True when the shell can encrypt with the system's keychain. */
  keychain: z.boolean(),
});
export type CoreOptions = z.infer<typeof coreOptions>;
