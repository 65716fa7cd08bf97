import { type ChildProcess, spawn } from 'node:child_process';
import { root, toolFile } from './project.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  /** Added to the environment of this process; a value of undefined takes the variable away. */
  readonly env?: Environment;
  /** Ends the child with SIGKILL after so many milliseconds. */
  readonly timeoutMs?: number;
}

export interface Captured {
  /** Exit code; 1 when a signal ended it, 127 when it could not be started. */
  readonly code: number;
  /** stdout and stderr, in the order they came. */
  readonly output: string;
}

/** Runs a program in the repository with the terminal of this process; gives its exit code (1 after a signal). */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: merged(options.env) });
  const release = passSignalsTo(child);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    release();
  }
}

/** Runs a program in the repository and keeps what it prints. Never throws. */
export async function capture(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Captured> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: merged(options.env),
      ...(options.timeoutMs === undefined
        ? {}
        : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** `run` for the command of an installed package. */
export async function runTool(
  tool: string | readonly [packageName: string, command: string],
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  return run(process.execPath, [fileOf(tool), ...args], options);
}

/** `capture` for the command of an installed package. */
export async function captureTool(
  tool: string | readonly [packageName: string, command: string],
  args: readonly string[],
  options: RunOptions = {},
): Promise<Captured> {
  return capture(process.execPath, [fileOf(tool), ...args], options);
}

/** Asks a child to end when this process is asked to; call the result when the child has ended. */
function passSignalsTo(child: ChildProcess): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

function fileOf(tool: string | readonly [string, string]): string {
  return typeof tool === 'string' ? toolFile(tool) : toolFile(...tool);
}

function merged(extra: Environment = {}): NodeJS.ProcessEnv {
  const env = { ...process.env, ...extra };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
