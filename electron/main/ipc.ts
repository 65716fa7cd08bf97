import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { BEGINNING, CONNECT, PIECE_BYTES, type Beginning, type Calls } from './channels.ts';
import type { ShellLog } from './log-file.ts';
import type { PageSource } from './protocol.ts';

/** What a call does, for the window that made it. */
export type Handlers = {
  [C in keyof Calls]: (
    input: Calls[C]['input'],
    window: BrowserWindow,
  ) => Calls[C]['output'] | Promise<Calls[C]['output']>;
};

const nothing = z.undefined();
const fileId = z.uuid();
const filePath = z.string().min(1).max(32_767);

const inputs: { [C in keyof Calls]: z.ZodType<Calls[C]['input']> } = {
  'settings:change': z
    .strictObject({
      language: z.enum(['pt-BR', 'en']),
      theme: z.enum(['system', 'light', 'dark']),
      keepRunning: z.boolean(),
      autostart: z.boolean(),
    })
    .partial(),
  'grants:paths': z.array(filePath).max(100_000),
  'grants:begin': z.object({ name: z.string().max(1024) }),
  'grants:piece': z.object({
    id: fileId,
    bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= PIECE_BYTES),
  }),
  'grants:finish': z.object({ id: fileId }),
  'grants:abort': z.object({ id: fileId }),
  'dialog:upload': nothing,
  'dialog:download': nothing,
  'dialog:zip': z.object({ name: z.string().min(1).max(1000) }),
  'dialog:data': nothing,
  'dialog:text': z.object({ name: z.string().min(1).max(200), text: z.string().max(100_000) }),
  'show:logs': nothing,
  'show:data': nothing,
  'page:print': nothing,
  'core:restart': nothing,
  'core:restore': nothing,
  'app:quit': nothing,
};

function isChannel(name: string): name is keyof Calls {
  return Object.hasOwn(inputs, name);
}

interface IpcDeps {
  readonly page: PageSource;
  readonly handlers: Handlers;
  readonly beginning: () => Promise<Beginning>;
  readonly connect: (window: BrowserWindow) => void;
  readonly log: ShellLog;
}

/** Answers the preload. Every message passes one guard: our page, in the main frame of our window, with our words. */
export function answerPages({ page, handlers, beginning, connect, log }: IpcDeps): void {
  function guard({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): BrowserWindow {
    const window = BrowserWindow.fromWebContents(sender);
    const ours = senderFrame !== null && senderFrame === sender.mainFrame && page.owns(senderFrame.url);
    if (window === null || !ours) throw new Error('not our page');
    return window;
  }

  function handle<C extends keyof Calls>(channel: C, run: Handlers[C]): void {
    ipcMain.handle(channel, async (event, raw: unknown) => {
      try {
        const window = guard(event);
        return await run(inputs[channel].parse(raw), window);
      } catch (error) {
        log.error(`${channel} failed`, error);
        // oxlint-disable-next-line preserve-caught-error -- it goes to the page, which is told nothing of paths or stacks
        throw new Error(`${channel} failed`);
      }
    });
  }
  for (const channel of Object.keys(inputs).filter(isChannel)) handle(channel, handlers[channel]);

  ipcMain.on(CONNECT, (event) => {
    try {
      connect(guard(event));
    } catch (error) {
      log.error('a window was not connected', error);
    }
  });
  ipcMain.on(BEGINNING, (event) => {
    try {
      guard(event);
    } catch (error) {
      log.error('a page was refused', error);
      event.returnValue = null;
      return;
    }
    void beginning().then((answer) => {
      event.returnValue = answer;
    });
  });
}
