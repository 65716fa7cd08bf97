import { execa } from 'execa';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import type { ComputerQuestion } from './computer-entry.ts';
import { minioBinary } from './minio-server.ts';

const ANSWER_WITHIN_MS = 60_000;
const answerSchema = z.object({
  id: z.int(),
  output: z.unknown().optional(),
  failed: z.string().optional(),
});

/** Whether this process may make network namespaces: root on Linux, with the tools there. */
export async function canMakeNamespaces(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const name = `mcm-try-${String(process.pid)}`;
  const added = await execa('ip', ['netns', 'add', name], { reject: false });
  const cable = ['link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other'];
  const joined = await execa('ip', ['-n', name, ...cable], { reject: false });
  const entered = await execa('ip', ['netns', 'exec', name, 'true'], { reject: false });
  await execa('ip', ['netns', 'del', name], { reject: false });
  const curl = await execa('curl', ['--version'], { reject: false });
  return [added, joined, entered, curl].every(({ exitCode }) => exitCode === 0);
}

/** A computer with a cloud and a phone, each with a network stack of its own, joined by a cable. */
export interface TwoDevices {
  /** Asks the cloud's core. */
  ask(what: ComputerQuestion['what'], input?: unknown): Promise<unknown>;
  /** Gives both ends of the cable other addresses, as another network would; lengths of prefixes included. */
  move(computer: string, phone: string): Promise<void>;
  /** Runs a program on the phone. */
  run(program: string, ...args: string[]): Promise<{ exitCode: number | undefined; stdout: string }>;
  /** Begins a program on the phone, and leaves it running. */
  begin(program: string, ...args: string[]): ChildProcess;
  remove(): Promise<void>;
}

/** Makes both, with these first addresses, and sets up a cloud on the computer. */
export async function makeTwoDevices(computer: string, phone: string): Promise<TwoDevices> {
  const id = String(process.pid % 100_000);
  const [here, there] = [`mcm-computer-${id}`, `mcm-phone-${id}`];
  const ip = (...args: string[]) => execa('ip', args);
  for (const namespace of [here, there]) {
    await ip('netns', 'add', namespace);
    await ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }
  await ip('link', 'add', 'eth0', 'netns', here, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', there);
  for (const namespace of [here, there]) await ip('-n', namespace, 'link', 'set', 'eth0', 'up');

  async function move(...addresses: [string, string]): Promise<void> {
    for (const [at, namespace] of [here, there].entries()) {
      await ip('-n', namespace, 'addr', 'flush', 'dev', 'eth0');
      await ip('-n', namespace, 'addr', 'add', addresses[at] ?? '', 'dev', 'eth0');
    }
  }
  await move(computer, phone);

  // Found before, as there is no way out of that network.
  await minioBinary();
  const core = spawn(
    'ip',
    ['netns', 'exec', here, process.execPath, path.join(import.meta.dirname, 'computer-entry.ts')],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  core.on('message', (message) => {
    const { id: of, output, failed } = answerSchema.parse(message);
    const asked = waiting.get(of);
    waiting.delete(of);
    if (failed === undefined) asked?.resolve(output);
    else asked?.reject(new Error(failed));
  });
  const answered = (of: number) =>
    new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the computer does not answer')), ANSWER_WITHIN_MS);
      const done = () => clearTimeout(timer);
      waiting.set(of, {
        resolve: (output) => {
          done();
          resolve(output);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
    });

  async function removeNetwork(): Promise<void> {
    for (const namespace of [here, there]) await execa('ip', ['netns', 'del', namespace], { reject: false });
  }
  const devices: TwoDevices = {
    ask(what, input) {
      lastId += 1;
      const answer = answered(lastId);
      core.send({ id: lastId, what, input } satisfies ComputerQuestion);
      return answer;
    },
    move,
    async run(program, ...args) {
      const command = ['netns', 'exec', there, program, ...args];
      const { exitCode, stdout } = await execa('ip', command, { reject: false });
      return { exitCode, stdout };
    },
    begin: (program, ...args) => spawn('ip', ['netns', 'exec', there, program, ...args], { stdio: 'ignore' }),
    async remove() {
      const ended = once(core, 'exit');
      await devices.ask('stop').catch(() => undefined);
      core.kill('SIGKILL');
      await ended;
      await removeNetwork();
    },
  };
  try {
    await answered(0); // it says by itself that it is ready
  } catch (error) {
    core.kill('SIGKILL');
    await removeNetwork();
    throw error;
  }
  return devices;
}
