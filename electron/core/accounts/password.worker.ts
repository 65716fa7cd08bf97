import bcrypt from 'bcryptjs';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashTask } from './hasher.ts';

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');

// A thread of its own, so the blocking forms are the quickest.
port.on('message', ({ id, task }: { id: number; task: HashTask }) => {
  const answer: HashAnswer =
    task.kind === 'hash'
      ? { id, value: bcrypt.hashSync(task.password, task.cost) }
      : { id, value: bcrypt.compareSync(task.password, task.hash) };
  port.postMessage(answer);
});
