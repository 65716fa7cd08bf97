import type { DesktopSettings } from '../contract/desktop.ts';

/**
 * Every message between the preload and the shell, by channel. Names and types only, because the preload carries this
 * file into the page's process.
 */
export interface Calls {
  'settings:change': {
    input: { [K in keyof DesktopSettings]?: DesktopSettings[K] | undefined };
    output: DesktopSettings;
  };
  'grants:paths': { input: readonly string[]; output: string[] };
  /** A file without a path comes in pieces: begin, piece by piece, finish (answers with its handle) or abort. */
  'grants:begin': { input: { name: string }; output: string };
  'grants:piece': { input: { id: string; bytes: Uint8Array }; output: void };
  'grants:finish': { input: { id: string }; output: string };
  'grants:abort': { input: { id: string }; output: void };
  'dialog:upload': { input: undefined; output: string[] };
  'dialog:download': { input: undefined; output: { grant: string; folder: string } | null };
  'dialog:zip': { input: { name: string }; output: { grant: string; folder: string } | null };
  'dialog:data': { input: undefined; output: string | null };
  'dialog:text': { input: { name: string; text: string }; output: boolean };
  'show:logs': { input: undefined; output: void };
  'show:data': { input: undefined; output: void };
  'page:print': { input: undefined; output: void };
  'core:restart': { input: undefined; output: void };
  'core:restore': { input: undefined; output: void };
  'app:quit': { input: undefined; output: void };
}

/** What the preload asks for once, before the page runs. */
export interface Beginning {
  readonly settings: DesktopSettings;
  readonly languageFixed: boolean;
}

/** Sent by the preload without an answer, and (`BEGINNING`) with one that it waits for. */
export const CONNECT = 'core:connect';
export const BEGINNING = 'page:beginning';

/** Sent by the shell. `CORE_PORT` carries the port, `CORE_FAILED` the failure's code. */
export const CORE_PORT = 'core:port';
export const CORE_RESTARTED = 'core:restarted';
export const CORE_FAILED = 'core:failed';

/** Longest piece of a file without a path, in bytes. */
export const PIECE_BYTES = 1024 * 1024;
