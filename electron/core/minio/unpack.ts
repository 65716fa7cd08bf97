import path from 'node:path';
import { x } from 'tar';
import { SourceError } from './download.ts';

/**
 * Takes one file out of a tar archive (gzipped or not) into a folder, without a run bit whatever the archive says.
 * Answers where the file is. Throws {@link SourceError} when the archive is broken or has no such file.
 */
export async function unpackMember(archive: string, member: string, folder: string): Promise<string> {
  let found = false;
  try {
    await x({
      file: archive,
      cwd: folder,
      strict: true,
      preserveOwner: false,
      filter: (name, entry) => {
        if (name.replace(/^\.\//u, '') !== member) return false;
        // Only ReadEntry has a `mode` to change; a plain Stats is passed when archives are made, never here.
        if ('type' in entry && entry.type !== 'File' && entry.type !== 'OldFile') return false;
        entry.mode = 0o600;
        found = true;
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error;
    throw new SourceError('broken archive', { cause: error });
  }
  if (!found) throw new SourceError('not in the archive');
  return path.join(folder, member);
}
