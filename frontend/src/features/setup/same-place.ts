import type { CloudPlace } from '../../../../electron/contract/care.ts';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';

/** Whether what is told of a place is about where one looks: what was found elsewhere before is no answer. */
export function isSamePlace(
  place: CloudPlace,
  source: CloudSource,
  lastServer: SetupState['lastServer'],
): boolean {
  if (source.kind === 'folder') return place.kind === 'folder' && place.folder === source.folder;
  const server = source.kind === 'server' ? source.external : lastServer;
  return (
    place.kind === 'server' && place.endpoint === server?.endpoint && place.bucket === (server.bucket ?? '')
  );
}
