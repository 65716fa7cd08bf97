import bcrypt from 'bcryptjs';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashTask } from './hasher.ts';

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');

/** The blocking forms are the quickest, and this thread has nothing else to do. */
function answer(task: HashTask): string | boolean {
  return task.kind === 'hash'
    ? bcrypt.hashSync(task.password, task.cost)
    : bcrypt.compareSync(task.password, task.hash);
}

port.on('message', ({ id, task }: { id: number; task: HashTask }) => {
  let message: HashAnswer;
  try {
    message = { id, value: answer(task) };
  } catch (error) {
    message = { id, error: String(error) };
  }
  port.postMessage(message);
});
