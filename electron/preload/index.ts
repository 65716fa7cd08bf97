import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../contract/desktop.ts';
import {
  BEGINNING,
  CONNECT,
  CORE_FAILED,
  CORE_PORT,
  CORE_RESTARTED,
  PIECE_BYTES,
  type Beginning,
  type Calls,
} from '../main/channels.ts';

/** The little that is used of the page's global object. */
declare const window: {
  readonly location: { readonly origin: string; readonly href: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

type NoInput = { [C in keyof Calls]: Calls[C]['input'] extends undefined ? C : never }[keyof Calls];

function call<C extends NoInput>(channel: C): Promise<Calls[C]['output']>;
function call<C extends keyof Calls>(channel: C, input: Calls[C]['input']): Promise<Calls[C]['output']>;
function call(channel: string, input?: unknown): Promise<unknown> {
  return ipcRenderer.invoke(channel, input);
}

/** A file that is nowhere on this computer (dragged from a web page, made by a script) is handed over in pieces. */
async function handOver(file: File): Promise<string> {
  const id = await call('grants:begin', { name: file.name });
  try {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const bytes = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
      await call('grants:piece', { id, bytes });
    }
    return await call('grants:finish', { id });
  } catch (error) {
    await call('grants:abort', { id });
    throw error;
  }
}

async function grantFiles(files: readonly File[]): Promise<string[]> {
  const paths = files.map((file) => webUtils.getPathForFile(file));
  const known = await call(
    'grants:paths',
    paths.filter((path) => path !== ''),
  );
  const ids: string[] = [];
  for (const [at, file] of files.entries()) {
    const id = paths[at] === '' ? await handOver(file) : known.shift();
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

function isBeginning(value: unknown): value is Beginning {
  return typeof value === 'object' && value !== null && 'settings' in value;
}

function subscribe(channel: string, listener: (value: unknown) => void): () => void {
  const forward = (_event: unknown, value: unknown): void => listener(value);
  ipcRenderer.on(channel, forward);
  return () => void ipcRenderer.off(channel, forward);
}

/** Gives the page `window.desktop`. */
function expose(): void {
  ipcRenderer.on(CORE_PORT, ({ ports }) => {
    window.postMessage({ type: 'core-port' }, window.location.origin, ports);
  });
  // The page needs its language and theme before it paints, so this one question waits for its answer.
  const beginning: unknown = ipcRenderer.sendSync(BEGINNING);
  if (!isBeginning(beginning)) throw new Error('this page is not the app’s own');

  const desktop: DesktopBridge = {
    platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
    settings: beginning.settings,
    languageFixed: beginning.languageFixed,
    setSettings: (change) => call('settings:change', change),
    connect: () => ipcRenderer.send(CONNECT),
    grantFiles,
    chooseUploadFolder: () => call('dialog:upload'),
    chooseDownloadFolder: () => call('dialog:download'),
    chooseZip: (name) => call('dialog:zip', { name }),
    chooseDataFolder: () => call('dialog:data'),
    showLogs: () => call('show:logs'),
    showData: () => call('show:data'),
    saveText: (name, text) => call('dialog:text', { name, text }),
    print: () => call('page:print'),
    onCoreRestarted: (listener) => subscribe(CORE_RESTARTED, () => listener()),
    onCoreFailed: (listener) => subscribe(CORE_FAILED, (code) => listener(String(code))),
    restartCore: () => call('core:restart'),
    startRestore: () => call('core:restore'),
    quit: () => call('app:quit'),
  };
  contextBridge.exposeInMainWorld('desktop', desktop);
}

// A new window holds an empty document for a moment, which is nobody's page.
if (window.location.href !== 'about:blank') expose();
