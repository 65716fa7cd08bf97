import { setUp, startTestCore, upload } from './core.ts';

/** What the process of a computer is asked; it answers with the same `id`. */
export interface ComputerQuestion {
  readonly id: number;
  /** A call of the contract, or one of what is not in it. */
  readonly what: readonly [string, string] | 'upload' | 'notices' | 'state' | 'stop';
  readonly input?: unknown;
}

/** A whole core as a program of its own, so that it can run in a network of its own. */
const cloud = await startTestCore();
const owner = await setUp(cloud);

async function answer({ what, input }: ComputerQuestion): Promise<unknown> {
  if (what === 'notices') return cloud.notices;
  if (what === 'upload') {
    await upload(owner, null, [String(input)]);
    return (await owner.call.drive.list({ folderId: null })).items;
  }
  if (what === 'state') {
    const stop = new AbortController();
    for await (const state of await owner.call.network.watch(undefined, { signal: stop.signal })) {
      stop.abort();
      return state;
    }
    return null;
  }
  if (what === 'stop') return cloud.stop();
  const group: unknown = Reflect.get(owner.call, what[0]);
  return Reflect.apply(Reflect.get(Object(group), what[1]), undefined, [input]);
}

process.on('message', (question: ComputerQuestion) => {
  answer(question).then(
    (output: unknown) => process.send?.({ id: question.id, output: output ?? null }),
    (error: unknown) => process.send?.({ id: question.id, failed: String(error) }),
  );
});
process.send?.({ id: 0, output: 'ready' });
