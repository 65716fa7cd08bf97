import path from 'node:path';
import type { Language } from '../contract/desktop.ts';
import type { Core } from './core.ts';
import { terminalQr } from './headless-qr.ts';
import { headlessText } from './headless-text.ts';
import { isFailure } from './lib/errors.ts';

/** What is said again and again within this time, in milliseconds, is said once: addresses come and go together. */
const SETTLE_MS = 300;

/**
 * Prints how to get into a cloud that has no window, and again whenever that changes: the address of the first run with
 * its one-time code, else the address on the network with its QR code, else where this computer alone comes in.
 */
export function attendTerminal(core: Core, language: Language, print: (text: string) => void): void {
  const text = headlessText(language);
  let told = '';
  let timer: NodeJS.Timeout | undefined;

  async function say(): Promise<void> {
    const now = await wayIn(core, text);
    if (now === null || now === told) return;
    told = now;
    print(`\n${now}\n`);
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void say(), SETTLE_MS);
  };
  core.events.on('network.changed', soon).on('people.changed', soon).on('engine.changed', soon);
  soon();
}

async function wayIn(core: Core, text: ReturnType<typeof headlessText>): Promise<string | null> {
  const { mode, baseUrl, failure, port: wished } = core.network.state();
  const port = core.network.ownPort();
  if (port === null) return null;
  const here = `http://127.0.0.1:${String(port)}`;
  const code = core.setupCode();
  if (code !== null) return `${text.firstRun(`${here}/setup/${code}`)}\n${text.firstRunRemote(port)}`;
  if (failure?.code === 'DOOR_PORT_TAKEN' && wished !== null) return text.portTaken(wished, here);
  if (failure !== null) return text.shut(failure.code, here);
  if (mode === 'off') return text.closed(here);
  if (baseUrl === null) return `${text.noNetwork}\n\n${text.closed(here)}`;
  const code2d = await terminalQr(baseUrl, process.stdout.isTTY);
  return [text.open(baseUrl), code2d, ...(mode === 'links' ? [text.links] : [])].join('\n');
}

/** Why a cloud of this home could not be started, in a sentence for the terminal. */
export function startFailure(error: unknown, language: Language, home: string): string {
  const text = headlessText(language);
  if (isFailure(error, 'CLOUD_IN_USE')) return text.inUse;
  if (isFailure(error, 'DATABASE_NEWER_VERSION')) return text.newer;
  if (isFailure(error, 'DATABASE_DAMAGED')) return text.damaged(path.join(home, 'database'));
  return text.failed(isFailure(error) ? error.code : 'INTERNAL', path.join(home, 'logs'));
}
