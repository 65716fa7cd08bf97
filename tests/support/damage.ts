import { open, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What of an object a disk may lose: what the server knows of it, or some of its bytes. */
export type Damage = 'record' | 'bytes';

/** Spoils an object in the folder of a server as a failing disk does. */
export async function damageContent(folder: string, key: string, damage: Damage): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.includes(key));
  const record = files.find((file) => file.endsWith('xl.meta'));
  if (record === undefined) throw new Error(`there is no ${key}`);
  if (damage === 'record') {
    await writeFile(path.join(folder, record), 'damaged');
    return;
  }
  // Small contents stand in the record itself, at its end.
  const content = files.find((file) => file.endsWith('part.1')) ?? record;
  const handle = await open(path.join(folder, content), 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(randomText(), Math.floor(size * 0.7));
  } finally {
    await handle.close();
  }
}

function randomText(): string {
  return `damaged ${String(Math.random())}`;
}
