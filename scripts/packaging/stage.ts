import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { installSource } from '../../electron/core/minio/install.ts';
import { readManifest, type ServerSource, sourcesFor } from '../../electron/core/minio/manifest.ts';
import { showProgress } from '../lib/progress.ts';
import { root } from '../lib/project.ts';
import { type Target, targetName } from './targets.ts';

/**
 * Downloads and verifies the storage server that an installer brings, into a folder named after the target.
 * Builds without security fixes are never put into an installer.
 * @param folder emptied of what an earlier run left for this target
 * @returns why there is none, or undefined when it is there
 */
export async function stageServer(folder: string, target: Target): Promise<string | undefined> {
  const place = path.join(folder, targetName(target));
  await rm(place, { recursive: true, force: true });
  // The name of the program's file, and whether it can be run at all, are matters of the system it is put on.
  if (target.os !== process.platform) return `installers for ${target.os} get theirs on ${target.os} only`;
  const manifest = await readManifest(path.join(root, 'resources', 'minio', 'manifest.json'));
  const fit = sourcesFor(manifest, `${target.os}-${target.arch}`).filter(isFit);
  const reasons = [];
  for (const source of fit) {
    const reason = await install(source, folder, place);
    if (reason === undefined) return undefined;
    reasons.push(`${source.name} ${source.version}: ${reason}`);
  }
  return reasons.length === 0 ? 'there is none for this kind of computer' : reasons.join('; ');
}

function isFit({ outdated, kind }: ServerSource): boolean {
  return !outdated && kind !== 'npm';
}

async function install(source: ServerSource, folder: string, place: string): Promise<string | undefined> {
  const progress = showProgress(`${source.name} ${source.version}`);
  try {
    await installSource(source, folder, {
      onBytes: (done, total) => progress.update(done, total),
      onVerify: () => undefined,
      signal: new AbortController().signal,
    });
    await rename(path.join(folder, source.id), place);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    progress.end();
  }
}
