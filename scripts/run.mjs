// Starts a command of this folder with a Node that runs TypeScript: the one at work now, or the one that `npm ci`
// put into node_modules. This file alone must be understood by old versions of Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const script = path.join(here, `${name}.ts`);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (!/^[a-z-]+$/u.test(name) || !existsSync(script)) {
  console.error(`There is no scripts/${name}.ts.`);
  process.exit(2);
}

// Asked to end, npm ends its shell alone and leaves to itself what that runs: it is asked in npm's place.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

if (major > 22 || (major === 22 && minor >= 18)) {
  process.argv = [process.execPath, script, ...rest];
  await import(`./${name}.ts`);
} else {
  const own = ['bin/node', 'bin/node.exe']
    .map((file) => path.join(here, '../node_modules/node', file))
    .findLast((file) => existsSync(file));
  if (own === undefined) {
    console.error(
      `Node 22.18 or newer is needed, this is ${process.version}. Run "npm ci" (with install scripts allowed, it brings its own Node), or install a newer Node.`,
    );
    process.exit(1);
  }
  const child = spawn(own, [script, ...rest], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
